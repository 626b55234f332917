#include "query/topics/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/embedding/text_vectors.h"
#include "query/text/derivation.h"

namespace concord {
namespace {

// From what qualifies a noun to the noun: with one word between, as in "technical and operational standards".
// Chosen on tests/cli/forum_key/words.tsv, where 12 words in any order found "a State develops ... third
// countries" for "developing countries".
constexpr size_t kQualifiedReach = 2;
// Of two nouns that name a thing: "model cards", "cards that describe a model". In any order
// within 12 words "a card number before data go to the model" was found for "model cards".
constexpr size_t kCompoundReach = 1, kCompoundBack = 2;
// Of two nouns that a preposition joins: "access to effective justice", but not "administration of justice
// and
// ... access to files".
constexpr size_t kLinkedReach = 3;
// Of a possessive: "rights of the child", but not "rights, and protecting children".
constexpr size_t kPossessiveBack = 1;

bool IsLetter(std::string_view text, size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  return c >= 0x80 || IsDigit(text[at]) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The place of the first word at `from` or behind it that begins with these letters. Both in lower case.
size_t FindWordBeginning(std::string_view text, std::string_view beginning, size_t from) {
  for (size_t at = text.find(beginning, from); at != std::string_view::npos;
       at = text.find(beginning, at + 1)) {
    if (at == 0 || !IsLetter(text, at - 1)) return at;
  }
  return std::string_view::npos;
}

// The singular and plural of an English noun, in lower case, without regard to whether they exist.
std::vector<std::string> NumbersOf(std::string_view noun) {
  std::string word = AsciiLower(noun);
  if (word.ends_with("ies") && word.size() > 4) {
    word.replace(word.size() - 3, 3, "y");
  } else if (word.ends_with('s') && !word.ends_with("ss") && word.size() > 3) {
    word.pop_back();
  }
  std::vector<std::string> numbers = {word, word + "s", word + "es"};
  if (word.ends_with('y')) numbers.push_back(word.substr(0, word.size() - 1) + "ies");
  if (word.ends_with('e')) numbers.push_back(word.substr(0, word.size() - 1));  // "processes" lost one letter
  return numbers;
}

bool HasWord(std::string_view text, std::string_view word) {
  for (size_t at = FindWordBeginning(text, word, 0); at != std::string_view::npos;
       at = FindWordBeginning(text, word, at + 1)) {
    if (at + word.size() == text.size() || !IsLetter(text, at + word.size())) return true;
  }
  return false;
}

// Whether a sentence, or an item of a list that is written in one line, ends before the byte `at`. A stop
// behind an abbreviation ("No. 5", "e.g. nets") ends nothing. Printed texts sometimes lack the blank:
// "closed.SECTION 2", "kept;(b)".
bool EndsSentence(std::string_view text, size_t at) {
  const auto lower = [&](size_t i) { return text[i] >= 'a' && text[i] <= 'z'; };
  const auto upper = [&](size_t i) { return text[i] >= 'A' && text[i] <= 'Z'; };
  if (at == 0 || at >= text.size()) return false;
  const char c = text[at - 1];
  // "in the world,Recalling ...": the next recital of a preamble.
  if (c == ',')
    return at + 2 < text.size() && upper(at) && lower(at + 1) && lower(at + 2) && at > 1 && !upper(at - 2);
  if (c != '.' && c != ';' && c != '!' && c != '?') return false;
  if (text[at] == '(') return at > 1 && text[at - 2] != ' ';
  if (c == '.' && upper(at)) return at > 2 && lower(at - 2) && lower(at - 3);
  if (text[at] != ' ') return false;
  if (c != '.') return true;
  if (at + 1 < text.size() && lower(at + 1)) return false;
  constexpr size_t kAbbreviation = 3;  // "Art.", "No.", "Mr."
  size_t word = at - 1;
  while (word > 0 && (lower(word - 1) || upper(word - 1))) --word;
  const size_t length = at - 1 - word;
  return !(length > 0 && upper(word) && (length == 1 || (length <= kAbbreviation && !upper(at - 2))));
}

// Stems make "developing" and "development" one, and "standards" and "standardization". A noun that is
// qualified must stand as itself behind the word itself.
class Qualifiers {
 public:
  Qualifiers(std::string_view question, const WordPattern& pattern, std::span<const Wording> wordings) {
    if (!pattern.qualified || pattern.reach == 0) return;
    firsts_.push_back(AsciiLower(pattern.qualifier));
    size_t end = question.size();
    while (end > 0 && !IsLetter(question, end - 1)) --end;
    size_t begin = end;
    while (begin > 0 && IsLetter(question, begin - 1)) --begin;
    nouns_ = NumbersOf(question.substr(begin, end - begin));
    for (const Wording& wording : wordings) {
      if (wording.source == "asked" || wording.form >= pattern.forms.size() || wording.form >= 64) continue;
      const uint64_t covers = pattern.forms[wording.form].covers;
      const size_t blank = wording.text.find(' ');
      if (covers == 1) {
        firsts_.push_back(AsciiLower(wording.text));  // another spelling
      } else if (covers == 2) {
        std::ranges::move(NumbersOf(wording.text), std::back_inserter(nouns_));
      } else if (blank != std::string::npos) {
        phrases_.push_back(AsciiLower(wording.text.substr(0, blank)));
      } else {
        single_ |= uint64_t{1} << wording.form;
      }
    }
  }

  bool empty() const { return firsts_.empty(); }
  // Whether the passage may be on the topic: it has the words, begins another wording, or has one that is a
  // single word.
  bool StandIn(std::string_view passage, const PassageIndex::Hit& hit) const {
    if (empty() || hit.above || (hit.forms & single_) != 0) return true;
    constexpr size_t kNear = 80;  // bytes behind the first word
    const std::string text = AsciiLower(passage);
    for (const std::string& first : firsts_) {
      for (size_t at = FindWordBeginning(text, first, 0); at != std::string::npos;
           at = FindWordBeginning(text, first, at + 1)) {
        std::string_view behind = std::string_view(text).substr(at + first.size(), kNear);
        // "technical specifications, standards" are two things; "technical, legal and other standards" one.
        if (const size_t stop = behind.find_first_of(",;"); stop > 0) behind = behind.substr(0, stop);
        if (std::ranges::any_of(nouns_, [&](const std::string& noun) { return HasWord(behind, noun); }))
          return true;
      }
    }
    return std::ranges::any_of(phrases_, [&](const std::string& word) {
      return FindWordBeginning(text, word, 0) != std::string::npos;
    });
  }

 private:
  std::vector<std::string> firsts_, nouns_, phrases_;  // in lower case
  uint64_t single_ = 0;                                // forms
};

// Stems make "accountability" and "account" one, and "minors" and "minority". Of such a word the text must
// have a form that means the same.
class Derivations {
 public:
  Derivations(const WordPattern& pattern, QuestionWords* words) : pattern_(pattern) {
    for (size_t f = 0; f < std::min<size_t>(pattern.forms.size(), 64); ++f) {
      const WordForm& form = pattern.forms[f];
      if (form.acronym.empty() && (IsDerived(form.text) || IsTakenForDerived(form, words)))
        doubtful_ |= uint64_t{1} << f;
    }
  }
  bool Doubts(const PassageIndex::Hit& hit) const {
    // Of four words and more one may be missing anyway.
    constexpr size_t kMostWords = 3;
    return pattern_.words <= kMostWords && (hit.forms & doubtful_) != 0;
  }
  bool StandIn(std::string_view passage, const PassageIndex::Hit& hit) const {
    const std::string text = AsciiLower(passage);
    uint64_t good = 0, all = 0;
    for (size_t f = 0; f < std::min<size_t>(pattern_.forms.size(), 64); ++f) {
      if ((hit.forms >> f & 1U) == 0) continue;
      all |= pattern_.forms[f].covers;
      const std::string& word = pattern_.forms[f].text;
      if ((doubtful_ >> f & 1U) == 0 ||
          (IsDerived(word) ? HasSameDerivation(text, word) : HasPlainForm(text, word)))
        good |= pattern_.forms[f].covers;
    }
    return good == all;
  }

 private:
  // Whether the stem of the word is also that of a noun that means something else: "minor", "minority".
  static bool IsTakenForDerived(const WordForm& form, QuestionWords* words) {
    if (form.terms.size() != 1) return false;
    std::string word = AsciiLower(form.text);
    if (word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    const std::string derived = word + "ity";
    return !HasPlainForm(derived, word) && words->Read(derived) == form.terms;
  }

  const WordPattern& pattern_;
  uint64_t doubtful_ = 0;  // forms, a bit for each
};

// "CM" is the Committee of Ministers in some texts and a measure of length in more of them. An acronym that
// most texts with it never spell out as the question does counts only in those that do. Of few texts nothing
// follows.
class Abbreviations {
 public:
  static constexpr size_t kFewest = 8;

  Abbreviations(const WordPattern& pattern, std::span<const Wording> wordings, PassageIndex* index)
      : pattern_(pattern) {
    for (const Wording& wording : wordings) {
      if (wording.source != "acronym" || wording.form >= std::min<size_t>(pattern.forms.size(), 64)) continue;
      const std::vector<NodeId> with = index->VersionsWith(pattern.forms[wording.form]);
      WordForm spelled;
      spelled.terms = index->words().Read(wording.of);
      std::vector<NodeId> both;
      std::ranges::set_intersection(with, index->VersionsWith(spelled), std::back_inserter(both));
      if (with.size() >= kFewest && both.size() * 2 < with.size())
        doubtful_.emplace_back(wording.form, std::move(both));
    }
  }
  bool empty() const { return doubtful_.empty(); }
  bool StandIn(NodeId version, const PassageIndex::Hit& hit) const {
    if (hit.own || hit.above) return true;
    uint64_t forms = hit.forms, good = 0, all = 0;
    for (const auto& [form, versions] : doubtful_) {
      if (!std::ranges::binary_search(versions, version)) forms &= ~(uint64_t{1} << form);
    }
    for (size_t f = 0; f < std::min<size_t>(pattern_.forms.size(), 64); ++f) {
      if ((hit.forms >> f & 1U) != 0) all |= pattern_.forms[f].covers;
      if ((forms >> f & 1U) != 0) good |= pattern_.forms[f].covers;
    }
    return good == all;
  }

 private:
  const WordPattern& pattern_;
  std::vector<std::pair<size_t, std::vector<NodeId>>> doubtful_;  // forms, and the versions where they count
};

// "IP" stands for intellectual property, but not in "IP address". A word counts in a passage that has it
// outside of the terms in which it means something else.
class Senses {
 public:
  Senses(const WordPattern& pattern, std::vector<std::string> others)
      : pattern_(pattern), others_(std::move(others)) {
    for (size_t f = 0; f < std::min<size_t>(pattern.forms.size(), 64); ++f) {
      const std::string word = WordOf(pattern.forms[f]);
      if (!word.empty() && std::ranges::any_of(others_, [&](const std::string& other) {
            return FindWordBeginning(other, word, 0) != std::string::npos;
          }))
        doubtful_ |= uint64_t{1} << f;
    }
  }
  bool Doubts(const PassageIndex::Hit& hit) const { return !hit.above && (hit.forms & doubtful_) != 0; }
  bool StandIn(std::string_view passage, const PassageIndex::Hit& hit) const {
    std::string text = AsciiLower(passage);
    for (const std::string& other : others_) {
      for (size_t at = FindWordBeginning(text, other, 0); at != std::string::npos;
           at = FindWordBeginning(text, other, at + 1))
        text.replace(at, other.size(), other.size(), ' ');
    }
    uint64_t good = 0, all = 0;
    for (size_t f = 0; f < std::min<size_t>(pattern_.forms.size(), 64); ++f) {
      if ((hit.forms >> f & 1U) == 0) continue;
      all |= pattern_.forms[f].covers;
      const bool doubtful = (doubtful_ >> f & 1U) != 0;
      if (!doubtful || FindWordBeginning(text, WordOf(pattern_.forms[f]), 0) != std::string::npos)
        good |= pattern_.forms[f].covers;
    }
    return good == all;
  }

 private:
  // Of a form that is one word: the word without the ending of the plural, in lower case.
  static std::string WordOf(const WordForm& form) {
    if (!form.acronym.empty()) return AsciiLower(form.acronym);
    if (form.terms.size() != 1 || form.text.find(' ') != std::string::npos) return {};
    std::string word = AsciiLower(form.text);
    if (word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    return word;
  }

  const WordPattern& pattern_;
  std::vector<std::string> others_;
  uint64_t doubtful_ = 0;  // forms, a bit for each
};

}  // namespace

size_t PassageOptions::WindowOf(size_t words) {
  // Two words are a thing only where they stand in a phrase or a short sentence; of three and more each makes
  // the question narrower, and a long paragraph that has them all speaks of it.
  constexpr size_t kFewWords = 2, kSentence = 12, kParagraph = 100;
  return words <= kFewWords ? kSentence : kParagraph;
}

Result<std::unique_ptr<Passages>> Passages::Load(const Snapshot& snapshot, ArraySource source) {
  auto arrays = TextArrays::Load(snapshot, source);
  if (!arrays) return tl::unexpected(arrays.error());
  std::unique_ptr<Passages> made(new Passages(snapshot, *std::move(arrays)));
  auto finder = WordingFinder::Load(snapshot);
  if (!finder) return tl::unexpected(finder.error());
  made->finder_ = std::move(*finder);
  return made;
}

Passage Passages::At(uint32_t number) const {
  const PassageRow& row = index_.arrays().passages()[number];
  const HeadingRow& headings = index_.arrays().headings()[row.headings];
  return {headings.section, headings.version, {row.start, row.stop}};
}

Result<std::string_view> Passages::TextOf(const Passage& passage) {
  return texts_.Of(passage.version, passage.span);
}

Result<bool> Passages::Has(const Passage& passage, Phrases* phrases) {
  if (phrases->empty()) return true;
  auto text = TextOf(passage);
  if (!text) return tl::unexpected(text.error());
  return phrases->StandIn(*text);
}

WordPattern Passages::PatternOf(std::string_view words, const PassageOptions& options,
                                std::vector<Wording>* wordings) {
  WordPattern pattern = finder_.Read(words, options.wordings, &index_, wordings);
  pattern.threshold = options.threshold;
  pattern.window =
      options.window == PassageOptions::kNearWords ? PassageOptions::WindowOf(pattern.words) : options.window;
  if (options.window != PassageOptions::kNearWords) return pattern;
  if (pattern.linked) {
    pattern.reach = kLinkedReach;
    pattern.back = kPossessiveBack;
  }
  if (pattern.qualified) pattern.reach = kQualifiedReach;
  if (pattern.compound) {
    const bool possessive =
        words.find('\'') != std::string_view::npos || words.find("\u2019") != std::string_view::npos;
    pattern.reach = kCompoundReach;
    pattern.back = possessive ? kPossessiveBack : kCompoundBack;
  }
  return pattern;
}

Result<std::vector<Passage>> Passages::WithWords(std::string_view words, const PassageOptions& options,
                                                 std::vector<Wording>* wordings) {
  Phrases phrases(words);
  std::vector<Wording> read;
  const WordPattern pattern = PatternOf(words, options, &read);
  const Qualifiers qualifiers(words, pattern, read);
  const Derivations derivations(pattern, &index_.words());
  const Abbreviations abbreviations(pattern, read, &index_);
  const Senses senses(pattern, finder_.OtherSenses(words));
  const std::vector<PassageIndex::Hit> hits = index_.Search(pattern, false);
  // Whether the text of a passage confirms what the index says of it.
  const auto confirms = [&](const PassageIndex::Hit& hit, const Passage& passage) -> Result<bool> {
    if (!abbreviations.empty() && !abbreviations.StandIn(passage.version, hit)) return false;
    if (phrases.empty() && qualifiers.empty() && !derivations.Doubts(hit) && !senses.Doubts(hit)) return true;
    auto text = TextOf(passage);
    if (!text) return tl::unexpected(text.error());
    if (!phrases.empty() && !phrases.StandIn(*text)) return false;
    if (!qualifiers.StandIn(*text, hit)) return false;
    if (senses.Doubts(hit) && !senses.StandIn(*text, hit)) return false;
    if (!derivations.Doubts(hit)) return true;
    std::string whole(*text);
    if (hit.above) {
      auto section = snapshot_.GetNode(passage.section);
      if (!section) return tl::unexpected(section.error());
      whole.append("\n").append(std::string_view(section->properties.FindString(property::heading)));
    }
    return derivations.StandIn(whole, hit);
  };
  // In the order of the texts: each piece of them is read once.
  std::vector<size_t> in_order(hits.size());
  std::iota(in_order.begin(), in_order.end(), size_t{0});
  std::ranges::sort(in_order, {}, [&](size_t i) { return hits[i].passage; });
  std::vector<bool> confirmed(hits.size(), false);
  for (const size_t i : in_order) {
    const Result<bool> stands = confirms(hits[i], At(hits[i].passage));
    if (!stands) return tl::unexpected(stands.error());
    confirmed[i] = *stands;
  }
  std::vector<Passage> found;
  for (size_t i = 0; i < hits.size(); ++i) {
    if (!confirmed[i]) continue;
    const PassageIndex::Hit& hit = hits[i];
    found.push_back(At(hit.passage));
    if (hit.own) ++read.front().passages;
    for (size_t w = 1; w < read.size() && !hit.own; ++w)
      read[w].passages += read[w].form < 64 ? hit.forms >> read[w].form & 1U : 0;
  }
  if (wordings != nullptr) wordings->insert(wordings->end(), read.begin(), read.end());
  return found;
}

Result<std::vector<Passage>> Passages::Near(std::string_view words, const PassageOptions& options,
                                            double near, size_t candidates, TextVectors* vectors) {
  Phrases phrases(words);
  std::vector<Passage> found;
  std::vector<std::string> texts = {std::string(words)};
  std::vector<Wording> read;
  std::vector<PassageIndex::Hit> hits = index_.Search(PatternOf(words, options, &read), true);
  hits.resize(std::min(hits.size(), candidates));
  for (const PassageIndex::Hit& hit : hits) {
    if (hit.enough) continue;
    const Passage passage = At(hit.passage);
    auto has = Has(passage, &phrases);
    if (!has) return tl::unexpected(has.error());
    if (!*has) continue;
    auto text = TextOf(passage);
    if (!text) return tl::unexpected(text.error());
    texts.emplace_back(*text);
    found.push_back(passage);
  }
  auto all = vectors->Of(snapshot_, texts);
  if (!all) return tl::unexpected(all.error());
  const auto size = static_cast<ptrdiff_t>(vectors->dimensions());
  const double least = near * VectorGrid::kSteps * VectorGrid::kSteps;
  auto at = all->begin();
  std::erase_if(found, [&](const Passage&) {
    at += size;
    const int64_t product = std::inner_product(all->begin(), all->begin() + size, at, int64_t{0},
                                               std::plus<>(), [](int64_t x, int64_t y) { return x * y; });
    return static_cast<double>(product) < least;
  });
  return found;
}

std::vector<Passages::Slip> Passages::Misspelt(std::string_view words) {
  std::vector<std::string> stems;
  for (TermId term = 0; term < index_.arrays().terms(); ++term) {
    if (index_.Knows(term)) stems.emplace_back(index_.arrays().Name(term));
  }
  std::vector<Slip> slips;
  for (const TermId term : index_.words().Read(words)) {
    if (index_.Knows(term)) continue;
    const std::string word(index_.words().Name(term));
    const std::string_view meant = DidYouMean(word, stems);
    if (!meant.empty()) slips.push_back({word, std::string(meant)});
  }
  return slips;
}

TextSpan SentencesAround(std::string_view text, size_t focus, size_t most) {
  return SentencesAround(text, TextSpan{focus, focus + 1}, most);
}

TextSpan SentencesAround(std::string_view text, TextSpan held, size_t most) {
  if (text.size() <= most) return {0, text.size()};
  const size_t focus = std::min<size_t>(held.start, text.size() - 1);
  const size_t until = std::clamp<size_t>(held.end, focus + 1, text.size());
  const auto ends = [&](size_t at) { return EndsSentence(text, at); };
  const auto blank = [&](size_t at) { return text[at] == ' '; };
  const auto starts = [&](size_t at) {
    return ends(at) ? !blank(at) : at > 1 && blank(at - 1) && ends(at - 1);
  };
  // The begin of the sentence that holds the focus, or some words before it.
  const size_t room = most - std::min(most, until - focus - 1);
  size_t start = focus;
  while (start > 0 && !starts(start)) --start;
  if (focus - start > room / 2) {
    start = focus - std::min(focus, room / 3);
    while (start < focus && start > 0 && !blank(start - 1)) ++start;
  }
  // As many whole sentences as there is room for; else some words behind what is held.
  size_t end = 0;
  const size_t limit = std::min(text.size(), std::max(start + most, until));
  for (size_t at = focus + 1; at < limit; ++at) {
    if (ends(at)) end = at;
  }
  if (limit == text.size()) end = limit;
  if (end < until) {
    end = limit;
    while (end > until && end < text.size() && !blank(end)) --end;
  }
  return {start, end};
}

}  // namespace concord
