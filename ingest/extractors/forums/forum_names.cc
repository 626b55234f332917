#include "ingest/extractors/forums/forum_names.h"
#include "ingest/language/passage_tokens.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace concord {
namespace {

constexpr uint32_t kContextBytes = 2000;  // a gate looks so far to either side, within the block

class ForumNameFinder {
 public:
  ForumNameFinder(const TextStretch& passage, size_t block, const std::vector<Span>& standards)
      : passage_(passage),
        lexicon_(*passage.lexicon),
        facts_(*lexicon_.facts),
        block_(passage.document->blocks[block]),
        t_(passage.tokens->tokens),
        range_(passage.tokens->blocks[block - passage.first_block]),
        standards_(standards) {}

  std::vector<NamedForum> Find() {
    for (uint32_t i = range_.first; i < range_.last;) i = At(i);
    // A gate may wait for another name; two rounds settle chains as long as any table has.
    for (int round = 0; round < 2; ++round) {
      for (size_t c = 0; c < candidates_.size(); ++c) {
        Candidate& candidate = candidates_[c];
        if (!candidate.counts && candidate.rules != nullptr) candidate.counts = Passes(c);
      }
    }
    std::vector<NamedForum> found;
    for (const Candidate& candidate : candidates_) {
      if (!candidate.counts) continue;
      if (!found.empty() && IsApposition(found.back(), candidate)) {
        TokenRange& whole = found.back().tokens;
        whole.last = candidate.named.tokens.last;
        while (t_[whole.last].mark != ')' && t_[whole.last].mark != ']') ++whole.last;
        ++whole.last;
        continue;
      }
      found.push_back(candidate.named);
    }
    return found;
  }

 private:
  struct Candidate {
    NamedForum named;
    const NameGate* rules = nullptr;
    bool counts = true;
  };

  std::string_view Text(uint32_t i) const { return passage_.document->TextOf(t_[i].span()); }
  std::string_view TextOf(TokenRange range) const { return passage_.document->TextOf(SpanOf(t_, range)); }

  bool InStandard(TokenRange range) const {
    const Span span = SpanOf(t_, range);
    const auto it = std::lower_bound(standards_.begin(), standards_.end(), span.start,
                                     [](Span s, uint32_t start) { return s.end <= start; });
    return it != standards_.end() && it->start < span.end;
  }

  // Looks for a name at token `i`; the token to go on with.
  uint32_t At(uint32_t i) {
    if (!t_[i].IsWord() && t_[i].shape != TokenShape::kNumber) return i + 1;
    std::optional<Candidate> found = FromGazetteer(i);
    const DefinedTerm* term = t_[i].StartsUpper() ? Defined(i) : nullptr;
    if (term != nullptr) {
      const uint32_t last = EndOf(i, term->name);
      const bool shorter = found && last < found->named.tokens.last;
      // What the document defines beats the table, but not a longer name.
      if (!shorter) {
        const bool clear = found && found->rules == nullptr;
        if (!clear || !term->forum.empty()) found.reset();
        if (clear && term->forum.empty()) {
          // A clear name stays what it is, however the document words its long form.
        } else if (!term->forum.empty()) {
          Candidate candidate;
          candidate.named = {{i, last},
                             term->forum,
                             term->forum.starts_with("new:") ? term->meaning : std::string(),
                             "definition"};
          found = std::move(candidate);
        } else if (last > i + 1 || lexicon_.forums.CanStart(t_[i].word)) {
          return last;  // "commercially available information (CAI)", "AI Centre of Excellence (AI CoE)"
        }
      }
    }
    if (!found) found = TreatyBody(i);
    if (!found || InStandard(found->named.tokens)) return i + 1;
    const uint32_t next = found->named.tokens.last;
    candidates_.push_back(std::move(*found));
    return next;
  }

  // The token behind `name`, which starts at token `i`.
  uint32_t EndOf(uint32_t i, std::string_view name) const {
    const uint32_t end = t_[i].start + static_cast<uint32_t>(name.size());
    while (i < range_.last && t_[i].start < end) ++i;
    return i;
  }

  const DefinedTerm* Defined(uint32_t i) const {
    const std::string_view rest =
        std::string_view(passage_.document->text).substr(t_[i].start, block_.span.end - t_[i].start);
    std::string_view first = Text(i);
    first = first.substr(0, first.find_first_of("-/"));
    return passage_.glossary->LongestAt(first, rest, [&](const DefinedTerm& term) {
      const uint32_t last = EndOf(i, term.name);
      if (last == 0 || t_[last - 1].end != t_[i].start + term.name.size()) return false;
      // A common noun defined as a name is part of a longer name beside other capitals.
      const bool generic = first.size() == term.name.size() && t_[i].shape == TokenShape::kCapital;
      return !(generic && ((i > range_.first && t_[i - 1].StartsUpper() && !t_[i - 1].Is(kDeterminer)) ||
                           (last < range_.last &&
                            (t_[last].StartsUpper() || EqualsIgnoreCase(Text(last), "of") ||
                             EqualsIgnoreCase(Text(last), "for") || EqualsIgnoreCase(Text(last), "on")))));
    });
  }

  // "Conference of the Parties": what treaties call the body of those who made them.
  std::optional<Candidate> TreatyBody(uint32_t i) const {
    const auto match = Lexicon::Match(lexicon_.treaty_bodies, t_, i, range_.last);
    if (match.length == 0 || !t_[i].StartsUpper()) return std::nullopt;
    Candidate candidate;
    candidate.named.tokens = {i, i + static_cast<uint32_t>(match.length)};
    candidate.named.name = TextOf(candidate.named.tokens);
    candidate.named.forum = "new:" + Slug(candidate.named.name);
    candidate.named.gate = "treaty body";
    return candidate;
  }

  std::optional<Candidate> FromGazetteer(uint32_t i) const {
    if (!lexicon_.forums.CanStart(t_[i].word)) return std::nullopt;
    // No name starts behind a hyphen or slash of a longer word: "non-G7", "SAC/TC260" are matched whole.
    auto match = Lexicon::Match(lexicon_.forums, t_, i, range_.last);
    // "Five Eyes partnership": without its capital the last word is no part of the name.
    while (match.length > 1 &&
           !HasItsCapitals(lexicon_.forum_list[match.value], {i, i + static_cast<uint32_t>(match.length)}))
      match = Lexicon::Match(lexicon_.forums, t_, i, i + match.length - 1);
    if (match.length == 0) return std::nullopt;
    // "The Commonwealth" is no name where "Commonwealth of Independent States" begins behind the article.
    if (t_[i].Is(kDeterminer) &&
        Lexicon::Match(lexicon_.forums, t_, i + 1, range_.last).length >= match.length)
      return std::nullopt;
    const ForumName& name = lexicon_.forum_list[match.value];
    TokenRange range{i, i + static_cast<uint32_t>(match.length)};
    if (!HasItsCapitals(name, range)) return std::nullopt;
    const ForumFact& forum = facts_.forums()[name.forum];
    Candidate candidate;
    const bool article = t_[i].Is(kDeterminer) && range.size() > 1;
    if (article) ++range.first;  // "the Commission": the article is no part of the name
    // What the document defines under this name beats the table: "the 'Bridge Commission' (the
    // 'Commission')".
    if (article && t_[range.first].StartsUpper()) {
      const DefinedTerm* term = Defined(range.first);
      if (term != nullptr && term->forum != forum.id && EndOf(range.first, term->name) >= range.last)
        return std::nullopt;
    }
    if (article || name.form == ForumName::Form::kAlias) {
      // What the Union does or is told, not every law and market that is in it.
      if (forum.kind == "supranational" &&
          !(range.last < range_.last &&
            (t_[range.last].Is(kModal | kBe | kHave) ||
             (t_[range.last].Is(kVerbThird | kVerbPast) && !t_[range.last].Is(kVerbBase | kVerbOrNoun))))) {
        return std::nullopt;
      }
    }
    if (i > range_.first && t_[i - 1].mark == '/' && t_[i - 1].end == t_[i].start && i > range_.first + 1 &&
        t_[i - 2].IsWord() && t_[i - 2].end == t_[i - 1].start && name.form == ForumName::Form::kAcronym &&
        !lexicon_.forums.CanStart(t_[i - 2].word)) {
      return std::nullopt;
    }
    if (name.form == ForumName::Form::kAcronym && (IsInDesignator(range) || IsForeignArticle(range)))
      return std::nullopt;
    // "an AI safety governance alliance": one that is wished for, not a name.
    if (range.first > range_.first &&
        (EqualsIgnoreCase(Text(range.first - 1), "a") || EqualsIgnoreCase(Text(range.first - 1), "an")) &&
        !CapitalWord(range)) {
      return std::nullopt;
    }
    candidate.named = {range, forum.id, {}, {}};
    candidate.rules = forum.GateOf(name.entry);
    candidate.counts = candidate.rules == nullptr;
    return candidate;
  }

  // "UN CONSEILLER": capitals make an acronym of an article; the next word is no English one.
  bool IsForeignArticle(TokenRange range) const {
    if (range.size() != 1 || range.last >= range_.last) return false;
    const std::string_view acronym = Text(range.first);
    if (acronym != "UN" && acronym != "AU" && acronym != "ES") return false;
    const Token& next = t_[range.last];
    constexpr uint32_t kWord = 4;  // letters; shorter ones are acronyms
    return next.shape == TokenShape::kUpper && next.space_before && next.end - next.start >= kWord &&
           lexicon_.vocabulary.classes(next.word) == 0 && !lexicon_.forums.CanStart(next.word);
  }

  // "Directive 95/46/EC", "(EU) 2016/679": letters of the number, and no body.
  bool IsInDesignator(TokenRange range) const {
    const uint32_t i = range.first;
    if (range.size() == 1 && i > range_.first && t_[i - 1].mark == '(' && i + 2 < range_.last &&
        t_[i + 1].mark == ')') {
      if (t_[i + 2].shape == TokenShape::kNumber) return true;  // "(EU) 2016/679", "(EC) No 300/2008"
      if (i + 3 < range_.last && t_[i + 3].shape == TokenShape::kNumber &&
          StartsWithIgnoreCase(Text(i + 2), "no"))
        return true;
    }
    return range.size() == 1 && i >= range_.first + 2 && t_[i - 1].mark == '/' &&
           t_[i - 2].shape == TokenShape::kNumber && t_[i - 1].end == t_[i].start;
  }

  bool CapitalWord(TokenRange range) const {
    return range.size() == 1 ||
           std::any_of(t_.begin() + range.first, t_.begin() + range.last,
                       [](const Token& token) { return token.shape == TokenShape::kCapital; });
  }

  bool HasItsCapitals(const ForumName& name, TokenRange range) const {
    if (name.form == ForumName::Form::kAcronym && range.size() == 1 && name.text.size() < 12)
      return Text(range.first) == name.text;
    bool any = false, all = true;
    for (uint32_t k = 0; k < range.size(); ++k) {
      const Token& token = t_[range.first + k];
      if (!token.IsWord() || k >= name.capital.size() || !name.capital[k]) continue;
      any |= token.StartsUpper();
      all &= token.StartsUpper();
    }
    // Some statutes write names without capitals; a long name is still no accident.
    constexpr size_t kLongName = 24;  // bytes: "world health organization"
    const bool lone = facts_.forums()[name.forum].GateOf(name.entry) == nullptr;
    return all || (!any && name.form == ForumName::Form::kName &&
                   (range.size() >= 4 || (range.size() == 3 && lone && name.text.size() >= kLongName)));
  }

  // The first token from `i` on that is no quotation mark.
  uint32_t Unquoted(uint32_t i) const {
    while (i < range_.last && (t_[i].mark == '"' || t_[i].mark == '\'')) ++i;
    return i;
  }

  // Whether the mark closes what `open` opened: "(OECD)", "[OECD]".
  static bool Encloses(char open, char close) {
    return (open == '(' && close == ')') || (open == '[' && close == ']');
  }

  // "Organisation for Economic Co-operation and Development (OECD)", "Fen Board (the 'Board')".
  bool IsApposition(const NamedForum& before, const Candidate& candidate) const {
    const TokenRange range = candidate.named.tokens;
    if (before.forum != candidate.named.forum || range.first == 0 || range.last >= range_.last) return false;
    uint32_t close = range.last;  // behind "OECD" or "OECD's"
    if (t_[close].IsWord() && !t_[close].space_before && close + 1 < range_.last) ++close;
    close = Unquoted(close);
    if (close >= range_.last) return false;
    if (t_[close].mark != ')' && t_[close].mark != ']') return false;
    uint32_t open = range.first - 1;
    while (open > before.tokens.last &&
           (t_[open].mark == '"' || t_[open].mark == '\'' || t_[open].Is(kDeterminer)))
      --open;
    return Encloses(t_[open].mark, t_[close].mark) &&
           (open == before.tokens.last || open == before.tokens.last + 1);
  }

  // ---- gates -------------------------------------------------------------------------------------

  bool Passes(size_t c) {
    Candidate& candidate = candidates_[c];
    for (const std::string& word : candidate.rules->never) {
      if (StandsBeside(candidate.named.tokens, word)) return false;
    }
    if (candidate.rules->any.empty()) return true;
    for (const GateRule& rule : candidate.rules->any) {
      if (std::string why = Holds(rule, c); !why.empty()) {
        candidate.named.gate = std::move(why);
        return true;
      }
    }
    return false;
  }

  // One or two words directly before or behind; a preposition only behind ("Council of Ministers").
  bool StandsBeside(TokenRange range, std::string_view word) const {
    const auto matches = [&](uint32_t first) {
      uint32_t i = first;
      for (const std::string_view part : Split(word, ' ')) {
        if (i >= range_.last || Text(i) != part) return false;
        ++i;
      }
      return true;
    };
    const auto length = static_cast<uint32_t>(Split(word, ' ').size());
    if (matches(range.last)) return true;
    if ((lexicon_.vocabulary.classes(lexicon_.vocabulary.Find(word)) & kPreposition) != 0) return false;
    uint32_t before = range.first;
    if (before > range_.first && t_[before - 1].Is(kDeterminer) && range.size() == 1) {
      // "the Quad": look past the article too.
      if (before >= range_.first + 1 + length && matches(before - 1 - length)) return true;
    }
    return before >= range_.first + length && matches(before - length);
  }

  std::string Holds(const GateRule& rule, size_t c) const {
    const Candidate& candidate = candidates_[c];
    switch (rule.kind) {
      case GateRule::Kind::kCase:
        return InCapitals(candidate.named.tokens) ? "" : "case";
      case GateRule::Kind::kDefinition:
        // The name that it stands for is right in front: "the Global Partnership on AI (GPAI)".
        return c > 0 && candidates_[c - 1].counts && IsApposition(candidates_[c - 1].named, candidate)
                   ? "definition"
                   : "";
      case GateRule::Kind::kIssuer:
        for (const std::string& id : rule.arguments) {
          if (passage_.glossary->SpeaksFor(id)) return "issuer:" + id;
        }
        return "";
      case GateRule::Kind::kNeeds:
        for (const std::string& need : rule.arguments) {
          if (need.starts_with('@') ? HasRelative(c, std::string_view(need).substr(1))
                                    : HasWord(candidate.named.tokens, need))
            return "context:" + need;
        }
        return "";
      case GateRule::Kind::kList:
        return IsInList(c) ? "list" : "";
      case GateRule::Kind::kOpening:
        return IsOpening(candidate.named.tokens) ? "opening" : "";
    }
    return "";
  }

  // Whether the words on both sides are in capitals too, so that capitals say nothing.
  bool InCapitals(TokenRange range) const {
    int upper = 0, other = 0;
    const auto look = [&](uint32_t i) {
      if (!t_[i].IsWord() || t_[i].end - t_[i].start < 2) return;
      (t_[i].shape == TokenShape::kUpper ? upper : other) += 1;
    };
    for (uint32_t k = 1; k <= 3; ++k) {
      if (range.first >= range_.first + k) look(range.first - k);
      if (range.last + k - 1 < range_.last) look(range.last + k - 1);
    }
    return upper > other && t_[range.first].shape == TokenShape::kUpper;
  }

  bool Related(std::string_view id, std::string_view forum, int depth = 0) const {
    if (id == forum) return true;
    if (depth > 6) return false;
    const ForumFact* fact = facts_.FindForum(forum);
    if (fact == nullptr) return false;
    return std::any_of(fact->parents.begin(), fact->parents.end(),
                       [&](const std::string& parent) { return Related(id, parent, depth + 1); });
  }

  // Another name of the body, of a part of it or of its parents, in the block or its headings.
  bool HasRelative(size_t c, std::string_view id) const {
    const auto counts = [&](std::string_view forum) { return Related(id, forum) || Related(forum, id); };
    // No more than some dozens to either side: a block can be a whole file.
    const size_t from = c > 64 ? c - 64 : 0, to = std::min(candidates_.size(), c + 64);
    for (size_t k = from; k < to; ++k) {
      if (k != c && candidates_[k].counts && counts(candidates_[k].named.forum)) return true;
    }
    return passage_.glossary->SpeaksFor(id);
  }

  bool HasWord(TokenRange range, std::string_view word) const {
    const Document& document = *passage_.document;
    const Span span = SpanOf(t_, range);
    const uint32_t from =
        std::max(block_.span.start, span.start > kContextBytes ? span.start - kContextBytes : 0);
    const uint32_t to = std::min(block_.span.end, span.end + kContextBytes);
    const auto contains = [&](std::string_view text, size_t skip_from, size_t skip_to) {
      for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool inside = at >= skip_from && at < skip_to;
        const bool starts = at == 0 || !IsAsciiLetter(text[at - 1]);
        const bool ends = at + word.size() >= text.size() || !IsAsciiLetter(text[at + word.size()]) ||
                          text[at + word.size()] == 's';
        if (!inside && starts && ends) return true;
      }
      return false;
    };
    if (contains(std::string_view(document.text).substr(from, to - from), span.start - from, span.end - from))
      return true;
    for (auto s = static_cast<int32_t>(block_.section); s >= 0;
         s = document.sections[static_cast<size_t>(s)].parent) {
      if (contains(document.TextOf(document.sections[static_cast<size_t>(s)].heading), 1, 0)) return true;
    }
    return false;
  }

  static bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  // "the OECD, GPAI and other stakeholders": nothing but commas, conjunctions and articles between two names.
  bool IsInList(size_t c) const {
    const auto joined = [&](const Candidate& a, const Candidate& b) {
      bool separator = false;
      for (uint32_t i = a.named.tokens.last; i < b.named.tokens.first; ++i) {
        if (t_[i].mark == ',' || t_[i].mark == ';' || t_[i].Is(kConjunction)) {
          separator = true;
        } else if (!t_[i].Is(kDeterminer)) {
          return false;
        }
      }
      return separator;
    };
    if (c > 0 && candidates_[c - 1].counts && joined(candidates_[c - 1], candidates_[c])) return true;
    return c + 1 < candidates_.size() && candidates_[c + 1].counts &&
           joined(candidates_[c], candidates_[c + 1]);
  }

  // At the start of the block, before a comma: the enacting body of a resolution.
  bool IsOpening(TokenRange range) const {
    uint32_t first = range_.first;
    while (first < range.first && (t_[first].shape == TokenShape::kMark || t_[first].Is(kDeterminer)))
      ++first;
    return first == range.first && range.last < range_.last && t_[range.last].mark == ',';
  }

  const TextStretch& passage_;
  const Lexicon& lexicon_;
  const Facts& facts_;
  const Block& block_;
  const std::vector<Token>& t_;
  TokenRange range_;
  const std::vector<Span>& standards_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<NamedForum> FindForumNames(const TextStretch& passage, size_t block,
                                       const std::vector<Span>& standards) {
  return ForumNameFinder(passage, block, standards).Find();
}

}  // namespace concord
