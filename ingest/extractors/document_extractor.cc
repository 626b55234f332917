// Laws, treaties, resolutions and frameworks: by number, by a name that the tables know, by a name that the
// document defines, and by the form of the name; and references from one part of the document to another.
#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/designators/designators.h"
#include "ingest/extractors/citations/citation_relations.h"
#include "ingest/extractors/citations/document_forms.h"
#include "ingest/extractors/citations/pinpoints.h"
#include "ingest/extractors/citations/translated_pinpoints.h"
#include "ingest/extractors/extractor.h"
#include "ingest/facts/document_names.h"
#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/language.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/passage_tokens.h"

namespace concord {
namespace {

struct Mention {
  Span span;
  std::string key, name;
  std::string locator;  // that the number itself has: "sec.b" of "15 U.S.C. 1681a(b)"
  float confidence = 0;
  bool number = false;                   // known by an official number
  bool form = false;                     // known by its form alone
  bool bare = false;                     // "the Convention": counts only with a place in it
  std::vector<std::string> places = {};  // "art.6.1", one for each place that is cited
  Span whole = {};                       // with the places in front: how it is cited is said before them
};

// An act that was named, for "that Regulation", "thereof" and "ibid.".
struct NamedAct {
  uint32_t end = 0;
  std::string key, name, folded;
  bool number = false;
};

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
    own_ = &passage.glossary->own;
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
    FollowScope();
    PlacePinpoints();
    Report();
    if (!mentions_.empty() && (OpensAmendments(document_.TextOf(block.span)) || IsHeadedByAct())) {
      amended_ = block.section;
      amended_act_ = mentions_.front();
    }
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
    // "... of the Fen Act 1990 (release by the Parole Board)": several words that name no instrument are no
    // short name of one.
    const size_t last_word = term.name.rfind(' ');
    if (known.empty() && last_word != std::string::npos &&
        !IsInstrument(std::string_view(term.name).substr(last_word + 1)))
      return at->second;
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

  // ---- places in acts

  // Items below "is amended as follows:" speak of the act that is amended, as long as its section goes on.
  void FollowScope() {
    if (amended_ < 0) return;
    constexpr int kDeepest = 64;  // sections nest no deeper
    auto at = static_cast<int64_t>(block_->section);
    for (int depth = 0; depth < kDeepest && at >= 0; ++depth) {
      if (at == amended_) return;
      at = document_.sections[static_cast<size_t>(at)].parent;
    }
    amended_ = -1;
  }

  // "Harbour Act 1988 (c. 4)", "Amendments to Directive X" above what is done to it: a heading that is the
  // name of another act.
  bool IsHeadedByAct() const {
    if (block_->kind != BlockKind::kHeading || block_->section == 0) return false;
    constexpr uint32_t kFront = 6;
    const Mention& mention = mentions_.front();
    if (own_->IsOwn(mention.key, mention.name)) return false;
    return mention.span.start - block_->span.start < kFront ||
           StartsWithIgnoreCase(document_.TextOf(block_->span), "amend");
  }

  // Whether the place stands inside quotation marks that were opened in this block.
  bool IsQuoted(uint32_t at) const {
    std::string_view before = Before(at);
    constexpr size_t kFar = 3000;  // a quotation that was opened farther away is none of a sentence
    if (before.size() > kFar) before.remove_prefix(before.size() - kFar);
    size_t straight = 0;
    int curly = 0, single = 0, guillemets = 0;
    for (size_t i = 0; i < before.size(); ++i) {
      if (before[i] == '"') ++straight;
      // "``Lamp''": the quotation marks of printed bills.
      if (i + 1 < before.size() && before[i] == '`' && before[i + 1] == '`')
        ++curly, ++i;
      else if (i + 1 < before.size() && before[i] == '\'' && before[i + 1] == '\'' && curly > 0)
        --curly, ++i;
      // "\u00ABArt. 5. - ...": French paragraphs of one quotation open it anew, and the last one closes it.
      if (before[i] == '\xC2' && i + 1 < before.size())
        guillemets += before[i + 1] == '\xAB' ? 1 : before[i + 1] == '\xBB' ? -1 : 0;
      if (before[i] != '\xE2' || i + 2 >= before.size() || before[i + 1] != '\x80') continue;
      curly += before[i + 2] == '\x9C' ? 1 : before[i + 2] == '\x9D' ? -1 : 0;
      // A single one may be an apostrophe; it closes only what it opened.
      if (before[i + 2] == '\x98') single = 1;
      if (before[i + 2] == '\x99' && (i + 3 >= before.size() || IsPunctuation(before[i + 3]))) single = 0;
    }
    return straight % 2 == 1 || curly > 0 || single > 0 || guillemets > 0;
  }
  // "by striking section 4(e)'' and": the words before lost their opening marks.
  bool ClosesQuotation(uint32_t end) const {
    return After(end).starts_with("''") || After(end).starts_with("\xE2\x80\x9D");
  }
  static bool IsPunctuation(char c) { return std::string_view(" ,.;:)").find(c) != std::string_view::npos; }

  bool IsOperative() const {
    if (block_->kind == BlockKind::kFootnote || block_->kind == BlockKind::kQuote ||
        block_->kind == BlockKind::kTableCell)
      return false;
    if (passage_.glossary->IsRecital(static_cast<size_t>(block_ - document_.blocks.data()))) return false;
    return !InQuotedLaw() && !InPreamble();
  }
  bool InPreamble() const {
    constexpr int kDeepest = 64;
    auto at = static_cast<int32_t>(block_->section);
    for (int depth = 0; depth < kDeepest && at >= 0; ++depth) {
      const Section& section = document_.sections[static_cast<size_t>(at)];
      if (section.kind == SectionKind::kRecital || section.kind == SectionKind::kPreamble) return true;
      at = section.parent;
    }
    return false;
  }
  bool InQuotedLaw() const {
    constexpr int kDeepest = 64;
    if (block_->kind == BlockKind::kQuote) return true;
    auto at = static_cast<int32_t>(block_->section);
    for (int depth = 0; depth < kDeepest && at >= 0; ++depth) {
      const Section& section = document_.sections[static_cast<size_t>(at)];
      if (section.quoted) return true;
      at = section.parent;
    }
    return false;
  }

  // The act that was named last before `at`, of this kind when one is given.
  const NamedAct* LastAct(uint32_t at, std::string_view kind) const {
    constexpr uint32_t kFar = 6000;  // bytes; farther back nobody remembers
    std::string word = AsciiLower(kind);
    if (word.size() > 3 && word.ends_with('s') && word != "principles" && word != "guidelines" &&
        word != "rules")
      word.pop_back();
    const NamedAct* unnamed = nullptr;
    for (size_t i = acts_.size(); i-- > 0;) {
      const NamedAct& act = acts_[i];
      if (act.end > at) continue;
      if (at - act.end > kFar) break;
      if (word.empty() || act.folded.find(word) != std::string::npos) return &act;
      if (unnamed == nullptr && act.folded.find(' ') == std::string::npos) unnamed = &act;  // "the GDPR"
    }
    return unnamed != nullptr && at - unnamed->end < kFar / 4 ? unnamed : nullptr;
  }

  void Remember(const Mention& mention) {
    constexpr size_t kMaxActs = 16;
    if (acts_.size() == kMaxActs) acts_.erase(acts_.begin());
    acts_.push_back({mention.span.end, mention.key, mention.name, FoldCase(mention.name), mention.number});
  }

  // Gives each place to the act that it is in: one that is named beside it, one that was named before, or
  // this document.
  void PlacePinpoints() {
    for (Mention& mention : mentions_) mention.whole = mention.span;
    const bool english = IsEnglish(document_, static_cast<uint32_t>(block_ - document_.blocks.data()));
    std::vector<Pinpoint> pinpoints =
        english ? FindPinpoints(text_, block_->span) : FindTranslatedPinpoints(text_, block_->span);
    for (size_t i = pinpoints.size(); i-- > 0;) {
      if (pinpoints[i].joined && i + 1 < pinpoints.size()) {
        pinpoints[i].link = pinpoints[i + 1].link;
        pinpoints[i].kind = pinpoints[i + 1].kind;
        pinpoints[i].link_end = pinpoints[i + 1].link_end;
      }
    }
    size_t next = 0, remembered = 0;
    bool named = false;  // a place in another act, earlier in this block
    for (const Pinpoint& pinpoint : pinpoints) {
      while (next < mentions_.size() && mentions_[next].span.end <= pinpoint.span.start) ++next;
      while (remembered < next) {
        if (!mentions_[remembered].bare &&
            !own_->IsOwn(mentions_[remembered].key, mentions_[remembered].name))
          Remember(mentions_[remembered]);
        ++remembered;
      }
      if (next < mentions_.size() && mentions_[next].span.Overlaps(pinpoint.span))
        continue;  // part of a number
      if (Mention* mention = MentionOf(pinpoint, next); mention != nullptr) {
        mention->places.insert(mention->places.end(), pinpoint.locators.begin(), pinpoint.locators.end());
        mention->whole.start = std::min(mention->whole.start, pinpoint.span.start);
        const bool behind = pinpoint.span.start >= mention->span.end;
        const bool direct =
            !behind && pinpoint.link != Pinpoint::Link::kOf && pinpoint.link != Pinpoint::Link::kThe;
        if (behind) mention->span.end = pinpoint.span.end;
        // "Section 12 of the Fen Drainage Code": a code is cited by its sections.
        const bool code = !behind && mention->form && mention->name.ends_with(" Code");
        if (direct || code || mention->bare)
          mention->span.start = std::min(mention->span.start, pinpoint.span.start);
        named = !own_->IsOwn(mention->key, mention->name);
        continue;
      }
      if (ReportCode(pinpoint)) continue;
      if (!ReportEarlierAct(pinpoint)) ReportInternal(pinpoint, named);
      named |= pinpoint.link == Pinpoint::Link::kThat || pinpoint.link == Pinpoint::Link::kBefore ||
               pinpoint.link == Pinpoint::Link::kOf;
    }
    while (remembered < mentions_.size()) {
      if (!mentions_[remembered].bare && !own_->IsOwn(mentions_[remembered].key, mentions_[remembered].name))
        Remember(mentions_[remembered]);
      ++remembered;
    }
    std::erase_if(mentions_, [](const Mention& mention) { return mention.bare && mention.places.empty(); });
  }

  // The name that stands behind "of" or directly behind the place, or in front of it.
  Mention* MentionOf(const Pinpoint& pinpoint, size_t next) {
    using Link = Pinpoint::Link;
    constexpr uint32_t kBetween = 48;  // " the said Commission Implementing "
    if (next < mentions_.size()) {
      Mention& mention = mentions_[next];
      const uint32_t start = mention.span.start;
      if (pinpoint.link == Link::kOf && start >= pinpoint.link_end && start - pinpoint.link_end < kBetween &&
          IsLight(text_substr(pinpoint.link_end, start)))
        return &mention;
      const bool direct = pinpoint.link == Link::kAcronym || pinpoint.link == Link::kNone;
      if (direct && start > pinpoint.span.end && Trim(text_substr(pinpoint.span.end, start)).empty())
        return &mention;
      if (pinpoint.link == Link::kThe && start < pinpoint.link_end && mention.span.end >= pinpoint.link_end)
        return &mention;
    }
    if ((pinpoint.link == Link::kNone || pinpoint.link == Link::kAcronym) && next > 0) {
      Mention& mention = mentions_[next - 1];
      const std::string_view gap = text_substr(mention.span.end, pinpoint.span.start);
      if (mention.bare || gap.size() > 24) return nullptr;
      const std::string_view words = Trim(gap);
      const bool list = words == "," || words == ", in particular" || words == ", notably" || words == "(" ||
                        words == "(in particular" || words == ", see" || words == ", in" ||
                        words == ", under";
      const bool adjacent = words.empty() && !gap.empty();
      if (!list && !adjacent) return nullptr;
      if (list && IsTold(pinpoint.span.end)) return nullptr;
      return &mention;
    }
    return nullptr;
  }

  // Words that may stand between "of" and the name: "the said", "Council", "its".
  static bool IsLight(std::string_view words) {
    if (words.find_first_of(".,;:()") != std::string_view::npos) return false;
    return std::ranges::count(words, ' ') <= 4;
  }
  // "..., Article 5 shall not apply": the place is the subject of its own clause.
  bool IsTold(uint32_t end) const {
    const std::string behind = AsciiLower(After(end).substr(0, 16));
    static constexpr auto kVerbs = std::to_array<std::string_view>(
        {" shall", " applies", " apply", " does", " do ", " is ", " are ", " may "});
    return std::ranges::any_of(kVerbs, [&](std::string_view verb) { return behind.starts_with(verb); });
  }

  // "Article 20 of that Regulation", "Article 6(1) thereof", "ibid., Article 9", "§§ 7, 9" below "5 U.S.C.
  // 3".
  bool ReportEarlierAct(const Pinpoint& pinpoint) {
    using Link = Pinpoint::Link;
    if (pinpoint.sign && pinpoint.link == Link::kNone)
      return own_->sections.Find(pinpoint.locators[0]) == 0 && ReportCodeSections(pinpoint);
    if (pinpoint.link == Link::kNone && amended_ >= 0 && !IsQuoted(pinpoint.span.start) &&
        !ClosesQuotation(pinpoint.span.end) &&
        IsAmended(Before(pinpoint.span.start), After(pinpoint.span.end))) {
      for (const std::string& locator : pinpoint.locators)
        Put(pinpoint.span, CitationKind::kAmends, amended_act_.key, amended_act_.name, locator, 0.7F);
      return true;
    }
    const bool back = pinpoint.link == Link::kThat || pinpoint.link == Link::kBefore ||
                      (pinpoint.link == Link::kThe && !own_->HasKind(pinpoint.kind));
    if (!back || InQuotedLaw()) return false;
    const NamedAct* act = LastAct(pinpoint.span.start, pinpoint.kind);
    if (act == nullptr) return false;
    const Span span{pinpoint.span.start, std::max(pinpoint.link_end, pinpoint.span.end)};
    for (const std::string& locator : pinpoint.locators)
      Put(span, CitationKind::kCites, act->key, act->name, locator, 0.75F);
    return true;
  }

  // "Bus. & Prof. Code, § 22670", "Civil Code section 1798": an abbreviated code in front, which is no name
  // by its form.
  bool ReportCode(const Pinpoint& pinpoint) {
    if (!pinpoint.locators[0].starts_with("sec.") || pinpoint.link == Pinpoint::Link::kThis) return false;
    auto at = std::ranges::lower_bound(tokens_, pinpoint.span.start, {}, &NameToken::start);
    if (at == tokens_.begin()) return false;
    --at;
    if (at->text != "Code") return false;
    const std::string_view gap = Trim(text_substr(at->end, pinpoint.span.start));
    if (gap != "," && !gap.empty()) return false;
    auto first = at;
    constexpr int kWords = 7;
    for (int n = 0; n < kWords && first != tokens_.begin(); ++n) {
      const auto before = first - 1;
      const std::string_view joint = text_substr(before->end, first->start);
      const bool joins = joint == " " || joint == ". " || joint == " & " || joint == ". & ";
      if (!joins || (!before->capital && before->text != "and")) break;
      if (joint == ". " && before->text.size() > 6) break;  // a sentence ends
      if (before->text == "The" || before->text == "See" || before->text == "Under" || before->text == "Cal")
        break;
      first = before;
    }
    if (first == at) return false;
    const Span span{first->start, pinpoint.span.end};
    const std::string name = CollapseSpace(text_substr(first->start, at->end));
    for (const std::string& locator : pinpoint.locators)
      Put(span, CitationKind::kCites, "new:" + Slug(name), name, locator, 0.75F);
    acts_.push_back({span.end, "new:" + Slug(name), name, FoldCase(name), false});
    return true;
  }

  bool ReportCodeSections(const Pinpoint& pinpoint) {
    constexpr uint32_t kFar = 600;
    if (acts_.empty() || pinpoint.span.start - acts_.back().end > kFar) return false;
    const NamedAct& act = acts_.back();
    size_t cut = act.key.find("-usc-");
    if (cut == std::string::npos) cut = act.key.find("-cfr-");
    if (!act.key.starts_with("us:") || cut == std::string::npos) return false;
    for (const std::string& locator : pinpoint.locators) {
      // "sec.552a.e.3": the section is part of the key.
      constexpr size_t kStep = 4, kCode = 5;
      const size_t dot = locator.find('.', kStep);
      // "§ 170.102" in part 170: a section of this document that the excerpt leaves out.
      if (const size_t point = locator.find('.', kStep);
          point != std::string::npos &&
          own_->sections.Find("part." + locator.substr(kStep, point - kStep)) != 0)
        continue;
      std::string key = act.key.substr(0, cut + kCode) +
                        locator.substr(kStep, dot == std::string::npos ? dot : dot - kStep);
      Put(pinpoint.span, CitationKind::kCites, KnownKey(key), std::string(document_.TextOf(pinpoint.span)),
          dot == std::string::npos ? "" : "sec." + locator.substr(dot + 1), 0.75F);
    }
    return true;
  }

  // A place in this document; the resolver drops it when the document has no such section.
  void ReportInternal(const Pinpoint& pinpoint, bool named) {
    using Link = Pinpoint::Link;
    const bool bare = pinpoint.link == Link::kNone;
    const bool of_own_kind = pinpoint.link == Link::kThe && own_->HasKind(pinpoint.kind);
    if (pinpoint.link != Link::kThis && !bare && !of_own_kind) return;
    if (InQuotedLaw() || IsQuoted(pinpoint.span.start)) return;
    if (bare) {
      // Sentences that say which parts another act has.
      const bool act = passage_.glossary->tone == Glossary::Tone::kBinding;
      if (amended_ >= 0 || (named && !act) || RowNamesAct()) return;
      if (pinpoint.locators[0].starts_with("clause") || pinpoint.locators[0].starts_with("rule")) return;
      if (!pinpoint.capital && !act) return;
      // "ibid., p. 5", "WTO, Article 3": something stands in front that may own it.
      const std::string_view before = Trim(Before(pinpoint.span.start));
      // "Schedule 8 (transfers) is amended": nobody amends the act that is being made.
      if (IsAmended(before, After(pinpoint.span.end))) return;
      if (!act && before.ends_with(',') && FollowsCapital(pinpoint.span.start)) return;
      if (before.ends_with("Code,") || before.ends_with("Code") || before.ends_with("Stat.") ||
          before.ends_with("Stats.") || before.ends_with("Charter") || before.ends_with("ibid") ||
          before.ends_with("id."))
        return;
      // "under such section 2(5)", "(quote) Art. 5": of the act that was named, or that is quoted.
      // "subchapter B of chapter 1": parts of what is amended; "Laws 2031, Chapter 360, Section 2": of a unit
      // that stands in front and is none of this document; "(FRG) Appendix B": of what the name stands for.
      if ((!pinpoint.capital && OpensWithPart(before)) || !HasUnitInFront(before)) return;
      if (!act && (before.ends_with(')') || FollowsAcronym(pinpoint.span.start))) return;
      if (before.ends_with(" such") || before.ends_with("\xC2\xAB") || before.ends_with("\xE2\x80\x9C"))
        return;
      if (!HasAllUnits(pinpoint.locators)) return;
    }
    // "by adding Section 20": it is to become a part of another act. "section 6 P.L.2031": named behind.
    const std::string_view ahead = Trim(Before(pinpoint.span.start)), behind = After(pinpoint.span.end);
    static constexpr auto kPutIn =
        std::to_array<std::string_view>({"adding", "inserting", "add", "insert", "changing", "designated"});
    const size_t blank = ahead.rfind(' ');
    if (IsOneOfIgnoreCase(ahead.substr(blank == std::string_view::npos ? 0 : blank + 1), kPutIn)) return;
    if (ahead.ends_with("inserting after") || ahead.ends_with("adding after")) return;
    if (behind.starts_with(" P.L.") || behind.starts_with(" Pub. L.")) return;
    // "NEW SECTION. Sec. 3. This act": a heading within the paragraph.
    if (behind.starts_with(". ") && (ahead.empty() || ahead.ends_with("SECTION."))) return;
    // A heading is the part and no reference to it.
    constexpr uint32_t kFront = 8;
    if (block_->kind == BlockKind::kHeading && pinpoint.span.start - block_->span.start < kFront) return;
    if (pinpoint.span.start == block_->span.start && block_->span.size() <= pinpoint.span.size() + kFront)
      return;
    PutInternal(pinpoint.span, pinpoint.locators);
  }

  // "Chapters 551 and 552", of which this document has only one: they belong to another act.
  bool HasAllUnits(const std::vector<std::string>& locators) const {
    return std::ranges::all_of(locators, [&](const std::string& locator) {
      const size_t number = locator.find('.');
      const size_t end = number == std::string::npos ? number : locator.find('.', number + 1);
      return own_->sections.Find(locator) != 0 || own_->sections.Find(locator.substr(0, end)) != 0;
    });
  }

  // Only what this document has: "Article 6" of another act is seldom a section here.
  void PutInternal(Span span, const std::vector<std::string>& locators) {
    for (const std::string& locator : locators) {
      uint32_t part = own_->sections.Find(locator);
      if (part == 0) continue;
      if (const uint32_t around = EnclosingOf(locator); around != 0) part = around;
      findings_.documents.push_back({span, block_->section, CitationKind::kCites, "",
                                     std::string(document_.TextOf(span)), locator, true, 0.8F, part});
    }
  }

  // Numbers may begin anew: inside the second "Part IV" ("part.iv-2") the words "Part IV" mean that one.
  uint32_t EnclosingOf(std::string_view locator) const {
    constexpr int kDeepest = 64;
    auto at = static_cast<int32_t>(block_->section);
    for (int depth = 0; depth < kDeepest && at > 0; ++depth) {
      const Section& section = document_.sections[static_cast<size_t>(at)];
      std::string_view path = section.path;
      const size_t step = path.rfind(locator);
      const bool whole = step != std::string_view::npos && (step == 0 || path[step - 1] == '.');
      const std::string_view rest = whole ? path.substr(step + locator.size()) : path;
      if (whole && (rest.empty() || (rest.size() > 1 && rest[0] == '-' &&
                                     std::ranges::all_of(rest.substr(1), [](char c) { return IsDigit(c); }))))
        return static_cast<uint32_t>(at);
      at = section.parent;
    }
    return 0;
  }

  // "part VIII of subchapter B of", in front of "chapter 1".
  static bool OpensWithPart(std::string_view before) {
    if (!before.ends_with(" of")) return false;
    const std::vector<std::string_view> words =
        Split(before.substr(before.size() - std::min<size_t>(before.size(), 40)), ' ');
    if (words.size() < 3) return false;
    static constexpr auto kParts =
        std::to_array<std::string_view>({"subchapter", "subpart", "subtitle", "part", "division", "chapter"});
    const std::string_view number = words[words.size() - 2];
    return IsOneOfIgnoreCase(words[words.size() - 3], kParts) && number.size() <= 5 &&
           ((number[0] >= 'A' && number[0] <= 'Z') || IsDigit(number[0]));
  }

  // False behind "Chapter 360," where this document has no such chapter.
  bool HasUnitInFront(std::string_view before) const {
    if (!before.ends_with(',')) return true;
    before.remove_suffix(1);
    const std::vector<std::string_view> words =
        Split(before.substr(before.size() - std::min<size_t>(before.size(), 40)), ' ');
    if (words.size() < 2) return true;
    static constexpr auto kUnits = std::to_array<std::string_view>({"Chapter", "Title", "Part", "Division"});
    static constexpr auto kSteps = std::to_array<std::string_view>({"chp.", "title.", "part.", "div."});
    const std::string_view number = words.back();
    for (size_t unit = 0; unit < kUnits.size(); ++unit) {
      if (words[words.size() - 2] == kUnits[unit] && !number.empty() && number.size() <= 6)
        return own_->sections.Find(std::string(kSteps[unit]) + AsciiLower(number)) != 0;
    }
    return true;
  }

  // "NPG Appendix B": capitals directly in front.
  bool FollowsAcronym(uint32_t at) const {
    const auto behind = std::ranges::lower_bound(tokens_, at, {}, &NameToken::start);
    if (behind == tokens_.begin()) return false;
    const NameToken& token = *(behind - 1);
    if (token.end + 1 != at || token.text.size() < 3) return false;
    return std::ranges::all_of(token.text, [](char c) { return c < 'a' || c > 'z'; }) &&
           !IsDigit(token.text[0]);
  }

  // "the Harbour Guide, Section 4.7": a title that no form shows.
  bool FollowsCapital(uint32_t at) const {
    const auto behind = std::ranges::lower_bound(tokens_, at, {}, &NameToken::start);
    return behind != tokens_.begin() && (behind - 1)->capital;
  }

  // A table of repeals: the act in one cell, its parts in the next.
  bool RowNamesAct() const {
    constexpr uint32_t kRow = 400;  // bytes
    return block_->kind == BlockKind::kTableCell && !acts_.empty() &&
           block_->span.start - acts_.back().end < kRow;
  }

  void Put(Span span, CitationKind kind, const std::string& key, const std::string& name,
           const std::string& locator, float confidence) {
    findings_.documents.push_back({span, block_->section, kind, key, name, locator, false, confidence, 0});
  }

  // ---- the end

  void Report() {
    const Mention* last = nullptr;
    CitationKind last_kind = CitationKind::kCites;
    const auto index = static_cast<size_t>(block_ - document_.blocks.data());
    CitationContext context;
    context.heading = block_->kind == BlockKind::kHeading;
    context.own_title = own_->IsTitle(index);
    context.binding = passage_.glossary->tone == Glossary::Tone::kBinding;
    context.operative = IsOperative();
    if (block_->lead >= 0)
      context.opening = document_.TextOf(document_.blocks[static_cast<size_t>(block_->lead)].span);
    const bool running = own_->IsRunning(index);
    for (const Mention& mention : mentions_) {
      if (running) continue;
      if (own_->IsOwn(mention.key, mention.name)) {
        if (!InQuotedLaw()) PutInternal(mention.whole, mention.places);
        continue;
      }
      CitationKind kind;
      const std::string_view gap =
          last == nullptr ? std::string_view()
                          : text_substr(last->span.end, std::max(mention.whole.start, last->span.end));
      if (last != nullptr && IsConnective(gap)) {
        kind = last_kind;
      } else {
        context.before = Before(mention.whole.start);
        context.after = After(mention.span.end);
        kind = JudgeCitation(context);
        if (kind != CitationKind::kCites && IsQuoted(mention.span.start)) kind = CitationKind::kCites;
      }
      last = &mention;
      last_kind = kind;
      if (mention.places.empty()) {
        Put(mention.span, kind, mention.key, mention.name, mention.locator, mention.confidence);
      } else {
        for (const std::string& place : mention.places)
          Put(mention.span, kind, mention.key, mention.name, place, mention.confidence);
      }
    }
  }

  const TextStretch& passage_;
  const Document& document_;
  const std::string& text_;
  const Facts& facts_;
  Findings& findings_;
  const OwnNames* own_;
  std::map<const DefinedTerm*, std::string> keys_of_terms_;
  const Block* block_ = nullptr;
  mutable std::string_view context_;
  std::span<const NameToken> tokens_;  // of the block
  std::vector<Mention> mentions_;
  std::vector<NamedAct> acts_;  // that were named last, in order; kMaxActs at the most
  Mention amended_act_;
  int64_t amended_ = -1;  // the section whose items amend another act; -1: none
};

}  // namespace

void ExtractDocuments(const TextStretch& passage, Findings* findings) { Extraction(passage, findings).Run(); }

}  // namespace concord
