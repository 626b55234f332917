// Laws, treaties, resolutions and frameworks: by number, by a name that the tables know, by a name that the
// document defines, and by the form of the name; and references from one part of the document to another.
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/designators/designators.h"
#include "ingest/extractors/citations/document_forms.h"
#include "ingest/extractors/extractor.h"
#include "ingest/facts/document_names.h"
#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/passage_tokens.h"

namespace concord {
namespace {

constexpr size_t kReach = 120;  // bytes before and behind a name that say how it is cited

struct Mention {
  Span span;
  std::string key, name, locator;
  float confidence = 0;
  bool number = false;  // known by an official number
  bool form = false;    // known by its form alone
  bool bare = false;    // "the Convention": counts only with a place in it
};

// "Article 6(1)(a) of the " in front, " Article 12" behind.
const RE2& LocatorBefore() {
  static const RE2 expression(
      "((?:[Ss]ections?|[Aa]rticles?|Annex|[Cc]hapter|[Pp]art|[Tt]itle|Art\\.|Sec\\.|[Cc]lause|[Rr]ule|[Pp]"
      "aragraph)[ \\n]"
      "(?:\\d+|[IVXL]+\\b)[A-Za-z]{0,2}(?:-\\d+)?(?:\\([A-Za-z0-9]{1,4}\\))*)(,?[ \\n](?:of|to|in|under)(?:[ "
      "\\n](?:the|that|said))?)?[ \\n]$");
  return expression;
}
const RE2& LocatorBehind() {
  static const RE2 expression(
      "^,?[ \\n]((?:[Ss]ection|[Aa]rticle|Annex|[Cc]hapter|[Tt]itle|Art\\.|Sec\\.|Art)[ "
      "\\n](?:\\d+|[IVXL]+\\b)[A-Za-z]{0,2}(?:\\([A-Za-z0-9]{1,4}\\))*)");
  return expression;
}

// "Article 6(1)(a)" -> "art.6.1.a"
std::string LocatorPath(std::string_view text) {
  const size_t blank = text.find_first_of(" \n");
  const std::string word = AsciiLower(text.substr(0, blank));
  std::string path = word.starts_with("art")                      ? "art"
                     : word.starts_with("sec")                    ? "sec"
                     : word.starts_with("annex")                  ? "annex"
                     : word.starts_with("ch")                     ? "chp"
                     : word.starts_with("par") && word.size() > 5 ? "para"
                     : word.starts_with("part")                   ? "part"
                     : word.starts_with("tit")                    ? "title"
                                                                  : word;
  path += '.';
  for (const char c : text.substr(blank + 1)) {
    if (c == '(')
      path += '.';
    else if (c != ')' && c != '-')
      path += c;
    else if (c == '-')
      path += '-';
  }
  return AsciiLower(path);
}

bool EndsWithWords(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return folded.ends_with(word); });
}
bool HasWords(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return folded.find(word) != std::string_view::npos; });
}

// How the words around a name cite it. `before` ends where the name (or the locator before it) starts.
CitationKind JudgeRelation(std::string_view before, std::string_view after) {
  if (before.size() > kReach) before.remove_prefix(before.size() - kReach);
  if (const size_t stop = before.find_last_of(".;:"); stop != std::string_view::npos)
    before.remove_prefix(stop + 1);
  std::string words = " " + AsciiLower(CollapseSpace(before));
  after = after.substr(0, kReach);
  const std::string behind = AsciiLower(CollapseSpace(after.substr(0, after.find('.'))));
  while (EndsWithWords(words, {" the", " of", " to", " and", ","})) words.resize(words.find_last_of(" ,"));
  const bool near = words.size() < 60;
  std::string_view tail = words;
  constexpr size_t kNear = 48;
  if (tail.size() > kNear) tail.remove_prefix(tail.size() - kNear);
  if (HasWords(tail, {" repealing", " repeals", " repeal", " revoking", " revokes", " rescind"}) ||
      HasWords(behind.substr(0, 60), {"is repealed", "are repealed", "is hereby repealed", "is revoked",
                                      "is rescinded", "was repealed"})) {
    return CitationKind::kRepeals;
  }
  if (HasWords(tail, {" superseding", " supersedes", " replaces", " replacing"}))
    return CitationKind::kSupersedes;
  if (!HasWords(tail, {"as amended by", "amended by the"}) &&
      (HasWords(tail, {" amending", " amends", " amend", " amendment", " amendments"}) ||
       HasWords(behind.substr(0, 100), {"is amended", "are amended", "is further amended", "as follows:"}))) {
    return CitationKind::kAmends;
  }
  if (HasWords(tail, {" based on", " builds on", " building on", " builds upon", " building upon",
                      " derived from", " drawing on"}))
    return CitationKind::kBasedOn;
  if (HasWords(tail, {" to implement", " implements", " implementing", " implementation", " transposing",
                      " transposes", " giving effect"}) &&
      near) {
    return CitationKind::kImplements;
  }
  return CitationKind::kCites;
}

bool IsConnective(std::string_view gap) {
  gap = Trim(gap);
  return gap == "," || gap == "and" || gap == ", and" || gap == "or" || gap == ", or" || gap == "and the" ||
         gap == ", the" || gap == ", and the";
}

class Extraction {
 public:
  Extraction(const TextStretch& passage, Findings* findings)
      : passage_(passage),
        document_(*passage.document),
        text_(document_.text),
        facts_(*passage.lexicon->facts),
        findings_(*findings) {
    own_title_ = FoldCase(CollapseSpace(document_.metadata.title));
    own_key_ = document_.metadata.key.empty() ? std::string(facts_.ResolveDocument(document_.metadata.title))
                                              : document_.metadata.key;
    for (const auto& [scheme, value] : document_.metadata.identifiers) {
      const std::string_view known = facts_.ResolveDocument(value);
      if (!known.empty()) own_key_ = known;
    }
  }

  void Run() {
    for (size_t i = passage_.first_block; i < passage_.last_block; ++i) ReadBlock(i);
  }

 private:
  void ReadBlock(size_t index) {
    const Block& block = document_.blocks[index];
    if (block.kind == BlockKind::kCode) return;
    block_ = &block;
    mentions_.clear();
    const size_t place = index - passage_.first_block;
    tokens_ = passage_.tokens->names[place];
    FindDesignators(passage_.tokens->designators[place]);
    FindNames();
    FindDefined();
    if (block.kind != BlockKind::kHeading) FindForms();
    Settle();
    for (Mention& mention : mentions_) TakeLocator(&mention);
    std::erase_if(mentions_, [](const Mention& mention) { return mention.bare && mention.locator.empty(); });
    Report();
    FindInternal();
  }

  std::string_view Before(uint32_t at) const { return text_substr(block_->span.start, at); }
  std::string_view After(uint32_t at) const { return text_substr(at, block_->span.end); }
  std::string_view text_substr(uint32_t from, uint32_t to) const {
    return std::string_view(text_).substr(from, to - from);
  }

  std::string KnownKey(const std::string& key) const {
    const std::string_view known = facts_.ResolveDocument(key);
    return known.empty() ? key : std::string(known);
  }

  void FindDesignators(const std::vector<Designator>& designators) {
    for (const Designator& designator : designators) {
      if (designator.is_standard || designator.scheme == DesignatorScheme::kIsoCommittee) continue;
      // A DOI or a file number in a link or list of sources is a place on the web, not a citation of law.
      Span span{block_->span.start + designator.span.start, block_->span.start + designator.span.end};
      if (designator.scheme == DesignatorScheme::kDoi && facts_.ResolveDocument(designator.key).empty())
        continue;
      if (designator.scheme == DesignatorScheme::kEuAct && designator.key.find('/') == std::string::npos)
        continue;
      if (designator.scheme == DesignatorScheme::kUnSymbol ||
          designator.scheme == DesignatorScheme::kUnscResolution)
        ExtendToBody(&span);
      mentions_.push_back({span, KnownKey(designator.key), CollapseSpace(document_.TextOf(span)),
                           designator.locator.empty() ? "" : "sec." + designator.locator, 0.98F, true, false,
                           false});
    }
  }

  // "United Nations General Assembly Resolution" in front of "A/78/L.49".
  void ExtendToBody(Span* span) const {
    auto at = std::ranges::lower_bound(tokens_, span->start, {}, &NameToken::start);
    while (at != tokens_.begin()) {
      const NameToken& token = *(at - 1);
      constexpr std::string_view kWords[] = {
          "United", "Nations",    "UN",         "General",     "Assembly",    "Security", "Council", "Human",
          "Rights", "resolution", "Resolution", "resolutions", "Resolutions", "Economic", "Social"};
      const std::string_view gap = text_substr(token.end, at == tokens_.end() ? span->start : at->start);
      if (gap != " " || std::ranges::find(kWords, token.text) == std::end(kWords)) break;
      span->start = token.start;
      --at;
    }
  }

  // The gates of documents.tsv, of which a name has few: definition, needs, case.
  bool Allows(const DocumentFact& fact, std::string_view name, uint32_t at) const {
    // A paragraph of sane length is seen as a whole; a name far away in a monstrous one is no context.
    constexpr uint32_t kContext = 4096;
    context_ = text_substr(at - std::min(at - block_->span.start, kContext),
                           std::min(block_->span.end, at + kContext));
    const NameGate* gate = fact.GateOf(name);
    if (gate == nullptr || gate->any.empty()) return true;
    for (const GateRule& rule : gate->any) {
      if (rule.kind == GateRule::Kind::kCase) return true;
      if (rule.kind == GateRule::Kind::kDefinition) {
        const DefinedTerm* term = passage_.glossary->Named(name);
        if (term != nullptr && facts_.ResolveDocument(term->meaning) == fact.id) return true;
      }
      if (rule.kind == GateRule::Kind::kIssuer || rule.kind == GateRule::Kind::kNeeds) {
        for (const std::string& argument : rule.arguments) {
          if (rule.kind == GateRule::Kind::kIssuer ? passage_.glossary->SpeaksFor(argument)
              : argument.starts_with('@')
                  ? passage_.glossary->SpeaksFor(std::string_view(argument).substr(1)) ||
                        Names(argument.substr(1))
                  : HasWord(argument)) {
            return true;
          }
        }
      }
    }
    return false;
  }
  bool Names(const std::string& id) const {
    const ForumFact* forum = facts_.FindForum(id);
    const ActorFact* actor = forum == nullptr ? facts_.FindActor(id) : nullptr;
    if (forum != nullptr) return HasWord(forum->name) || (!forum->acronym.empty() && HasWord(forum->acronym));
    return actor != nullptr && (HasWord(actor->name) || (!actor->acronym.empty() && HasWord(actor->acronym)));
  }
  bool HasWord(std::string_view word) const {
    const std::string_view block = context_;
    const auto is_word = [&](size_t at) {
      return at < block.size() && (isalnum(static_cast<unsigned char>(block[at])) != 0);
    };
    for (size_t at = block.find(word); at != std::string_view::npos; at = block.find(word, at + 1)) {
      if ((at == 0 || !is_word(at - 1)) && !is_word(at + word.size())) return true;
    }
    return false;
  }

  void FindNames() {
    for (size_t at = 0; at < tokens_.size(); ++at) {
      if (!tokens_[at].capital && !tokens_[at].number) continue;
      const DocumentNames::Match match = passage_.lexicon->document_names->Longest(text_, tokens_, at);
      if (match.length == 0) continue;
      const Span span{tokens_[at].start, tokens_[at + match.length - 1].end};
      if (match.document != nullptr && Allows(*match.document, match.name, span.start)) {
        mentions_.push_back(
            {span, match.document->id, CollapseSpace(document_.TextOf(span)), "", 0.9F, false, false, false});
      }
      at += match.length - 1;
    }
  }

  // Names that the document gives to other documents: "the Artificial Intelligence and Data Act (AIDA)".
  void FindDefined() {
    for (size_t at = 0; at < tokens_.size(); ++at) {
      if (!tokens_[at].capital) continue;
      const uint32_t start = tokens_[at].start;
      const DefinedTerm* term = passage_.glossary->LongestAt(
          tokens_[at].text, std::string_view(text_).substr(start), [&](const DefinedTerm& one) {
            const size_t end = start + one.name.size();
            return end == text_.size() || isalnum(static_cast<unsigned char>(text_[end])) == 0;
          });
      if (term == nullptr) continue;
      const std::string& key = KeyOfTerm(*term);
      if (key.empty()) continue;
      const auto end = static_cast<uint32_t>(start + term->name.size());
      mentions_.push_back({{start, end}, key, term->name, "", 0.85F, false, false, IsBare(term->name)});
    }
  }

  // A noun that stands for one treaty in this text and for another in the next.
  static bool IsBare(std::string_view name) {
    return IsInstrument(name) && name != "Charter" && name != "Constitution" && name != "Statute";
  }

  const std::string& KeyOfTerm(const DefinedTerm& term) {
    const auto [at, added] = keys_of_terms_.emplace(&term, "");
    if (!added || !term.forum.empty()) return at->second;
    const std::string_view known = facts_.ResolveDocument(term.meaning);
    if (!known.empty()) {
      at->second = known;
    } else {
      const std::vector<NameToken> tokens =
          TokenizeNames(term.meaning, {0, static_cast<uint32_t>(term.meaning.size())});
      const std::vector<NamedForm> forms = FindNamedForms(term.meaning, tokens);
      const size_t blank = term.name.rfind(' ');
      if (blank != std::string::npos && IsInstrument(std::string_view(term.name).substr(blank + 1))) {
        at->second = "new:" + Slug(term.name);
      } else if (!forms.empty() && forms[0].span.size() * 2 > term.meaning.size()) {
        at->second = "new:" + Slug(term.meaning.substr(forms[0].span.start, forms[0].span.size()));
      } else if (SpellsInstrument(tokens)) {
        at->second = "new:" + Slug(term.meaning);
      }
    }
    return at->second;
  }

  // "Guidelines for Ferries", "Fen Drainage Rules", "Law Against Flooding": what an acronym of a law stands
  // for.
  static bool SpellsInstrument(const std::vector<NameToken>& words) {
    if (words.size() < 3) return false;
    const auto law = [](std::string_view word) {  // a protocol or a framework may be software
      return word == "Law" || word == "Act" || word == "Rules" || word == "Guidelines" ||
             word == "Principles" || word == "Regulations" || word == "Convention" || word == "Ordinance";
    };
    const auto joins = [](std::string_view word) {
      return word == "of" || word == "on" || word == "for" || EqualsIgnoreCase(word, "against") ||
             EqualsIgnoreCase(word, "concerning");
    };
    return law(words.back().text) || (law(words[0].text) && joins(words[1].text));
  }

  void FindForms() {
    for (const NamedForm& form : FindNamedForms(text_, tokens_)) {
      std::string name = CollapseSpace(text_substr(
          tokens_[form.first].start, form.acronym.empty() ? form.span.end : tokens_[form.last - 2].end));
      const std::string_view known = facts_.ResolveDocument(name);
      mentions_.push_back({form.span, known.empty() ? "new:" + Slug(name) : std::string(known),
                           std::move(name), "", 0.75F, false, known.empty(), false});
    }
  }

  // One mention a place: the longest, with the surest key.
  void Settle() {
    std::ranges::stable_sort(mentions_, [](const Mention& a, const Mention& b) {
      return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
    });
    std::vector<Mention> settled;
    for (Mention& mention : mentions_) {
      if (settled.empty() || settled.back().span.end <= mention.span.start) {
        // "the Artificial Intelligence Act (EU AI Act)" is one.
        if (!settled.empty() && (settled.back().key == mention.key || !mention.number) &&
            text_substr(settled.back().span.end, mention.span.start) == " (" &&
            mention.span.end < text_.size() && text_[mention.span.end] == ')') {
          settled.back().span.end = mention.span.end + 1;
          continue;
        }
        // Number and title, side by side, are one reference: "Executive Order 13960, Promoting the ...".
        constexpr uint32_t kBeside = 5;
        if (!settled.empty() && settled.back().number != mention.number &&
            settled.back().key == mention.key && mention.span.start - settled.back().span.end < kBeside) {
          continue;
        }
        settled.push_back(std::move(mention));
        continue;
      }
      Mention& last = settled.back();
      // A number is no part of a name that only begins before it.
      if (last.form && mention.number && last.span.end < mention.span.end) {
        const size_t comma = text_substr(last.span.start, mention.span.start).rfind(", ");
        if (comma == std::string_view::npos) {
          last = std::move(mention);
        } else {
          last.span.end = last.span.start + static_cast<uint32_t>(comma);
          last.name = CollapseSpace(document_.TextOf(last.span));
          last.key = "new:" + Slug(last.name);
          settled.push_back(std::move(mention));
        }
        continue;
      }
      if (last.form && !mention.form && mention.span.size() * 2 >= last.span.size()) {
        last.key = std::move(mention.key);
        last.form = false;
        last.confidence = mention.confidence;
      }
      if (last.span.end < mention.span.end && !last.span.Contains(mention.span) &&
          mention.span.size() > last.span.size())
        last = std::move(mention);
    }
    mentions_ = std::move(settled);
  }

  void TakeLocator(Mention* mention) const {
    std::string_view before = Before(mention->span.start);
    if (before.size() > kReach) before.remove_prefix(before.size() - kReach);
    re2::StringPiece groups[3];
    if (!before.empty() && (before.back() == ' ' || before.back() == '\n') &&
        LocatorBefore().Match(re2::StringPiece(before.data(), before.size()), 0, before.size(),
                              RE2::UNANCHORED, groups, 3)) {
      mention->locator = LocatorPath({groups[1].data(), groups[1].size()});
      if (groups[2].empty() || mention->bare)
        mention->span.start -= static_cast<uint32_t>(before.data() + before.size() - groups[1].data());
      return;
    }
    const std::string_view after = After(mention->span.end).substr(0, kReach);
    if (LocatorBehind().Match(re2::StringPiece(after.data(), after.size()), 0, after.size(),
                              RE2::ANCHOR_START, groups, 2)) {
      mention->locator = LocatorPath({groups[1].data(), groups[1].size()});
      mention->span.end += static_cast<uint32_t>(groups[1].data() + groups[1].size() - after.data());
    }
  }

  // The document's own name: in its title, or where it says how it wants to be called.
  bool IsOwn(const Mention& mention) {
    if (!own_key_.empty() && mention.key == own_key_) return true;
    const std::string folded = FoldCase(mention.name);
    if (own_names_.contains(folded)) return true;
    if (mention.form && folded.size() > 12 && own_title_.find(folded) != std::string::npos) return true;
    std::string_view before = Before(mention.span.start);
    if (before.size() > 60) before.remove_prefix(before.size() - 60);
    if (HasWords(AsciiLower(before), {"cited as", "known as", "referred to as", "entitled the",
                                      "may be called", "designated as"}) &&
        mention.form) {
      own_names_.emplace(folded, true);
      return true;
    }
    return false;
  }

  void Report() {
    const Mention* last = nullptr;
    CitationKind last_kind = CitationKind::kCites;
    for (const Mention& mention : mentions_) {
      if (IsOwn(mention)) continue;
      CitationKind kind;
      if (last != nullptr && IsConnective(text_substr(last->span.end, mention.span.start))) {
        kind = last_kind;
      } else {
        kind = JudgeRelation(Before(mention.span.start), After(mention.span.end));
      }
      last = &mention;
      last_kind = kind;
      findings_.documents.push_back({mention.span, block_->section, kind, mention.key, mention.name,
                                     mention.locator, false, mention.confidence});
    }
  }

  // "Article 6(1)" and "Annex III", when nothing says of which other text.
  void FindInternal() {
    auto mention = mentions_.begin();
    for (size_t at = 0; at + 1 < tokens_.size(); ++at) {
      const std::string_view word = tokens_[at].text;
      const bool article = word == "Article" || word == "Annex" || word == "Section" || word == "section";
      if (!article || text_substr(tokens_[at].end, tokens_[at + 1].start) != " ") continue;
      const bool roman = tokens_[at + 1].text.find_first_not_of("IVXL") == std::string_view::npos;
      if (!tokens_[at + 1].number && !(word == "Annex" && roman)) continue;
      // The number with its subsections, then what follows.
      uint32_t end = tokens_[at + 1].end;
      constexpr size_t kSubsection = 6;  // "(iii)" and a little more
      while (end < block_->span.end && text_[end] == '(') {
        const size_t close = After(end).substr(0, kSubsection).find(')');
        if (close == std::string_view::npos) break;
        end += static_cast<uint32_t>(close + 1);
      }
      const Span span{tokens_[at].start, end};
      // Part of a reference to something else: "Article 6 of the Statute".
      while (mention != mentions_.end() && mention->span.end <= span.start) ++mention;
      constexpr uint32_t kLink = 12;  // " of the said "
      if (mention != mentions_.end() && (mention->span.Overlaps(span) ||
                                         (mention->span.start - end < kLink && !mention->locator.empty()))) {
        continue;
      }
      const std::string_view after = After(end);
      const bool of = after.starts_with(" of ") || after.starts_with(" to ");
      if (of && !after.starts_with(" of this ") && !after.starts_with(" to this ")) continue;
      // A heading is the part and no reference to it.
      if (block_->kind == BlockKind::kHeading && span.start - block_->span.start < 8) continue;
      findings_.documents.push_back({span, block_->section, CitationKind::kCites, "",
                                     std::string(document_.TextOf(span)), LocatorPath(document_.TextOf(span)),
                                     true, 0.8F});
    }
  }

  const TextStretch& passage_;
  const Document& document_;
  const std::string& text_;
  const Facts& facts_;
  Findings& findings_;
  std::string own_title_, own_key_;
  std::map<std::string, bool> own_names_;
  std::map<const DefinedTerm*, std::string> keys_of_terms_;
  const Block* block_ = nullptr;
  mutable std::string_view context_;
  std::span<const NameToken> tokens_;  // of the block
  std::vector<Mention> mentions_;
};

}  // namespace

void ExtractDocuments(const TextStretch& passage, Findings* findings) { Extraction(passage, findings).Run(); }

}  // namespace concord
