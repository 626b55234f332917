#include "query/topics/wordings.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "base/text.h"
#include "query/index/acronym.h"
#include "query/text/derivation.h"

namespace concord {
namespace {

constexpr std::string_view kSynonyms = "datasets/topic_synonyms.tsv";
// A long form has at most so many words more for each word of the question that it holds.
constexpr size_t kLongFormTimes = 2;
// Parts of a compound are words themselves.
constexpr size_t kShortestPart = 3;
constexpr size_t kMostForms = 256;
// An acronym's long form that fewer than this share of its definitions give is a slip or somebody else's.
constexpr double kRareForm = 0.2;

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kEndings = {{{"our", "or"},
                                                                                    {"ours", "ors"},
                                                                                    {"ence", "ense"},
                                                                                    {"ences", "enses"},
                                                                                    {"tre", "ter"},
                                                                                    {"tres", "ters"},
                                                                                    {"ogue", "og"},
                                                                                    {"ogues", "ogs"},
                                                                                    {"gramme", "gram"}}};
// Inside of a word, before its ending.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kInside = {{{"is", "iz"},
                                                                                   {"ys", "yz"},
                                                                                   {"our", "or"},
                                                                                   {"ll", "l"},
                                                                                   {"grammes", "grams"},
                                                                                   {"artefact", "artifact"},
                                                                                   {"judgement", "judgment"},
                                                                                   {"licence", "license"}}};

// A word of the question, as it was written.
struct AskedWord {
  std::string text;
  std::vector<TermId> terms;  // none: a function word
  bool acronym = false;
  bool quoted = false;
  bool possessive = false;  // "workers'", "child's"
  bool joined = false;      // nothing but a blank or hyphen stands between it and the word before
  bool linked = false;      // a preposition stands before it
};

bool IsWordChar(char c) {
  return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The bytes of an apostrophe at this place, 0 if there is none.
size_t ApostropheAt(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  return rest.starts_with('\'') ? 1 : rest.starts_with("\u2019") ? 3 : 0;
}

// "of", "to the": what joins two nouns into the name of a thing ("freedom of expression"), unlike "and".
bool IsPreposition(std::string_view word) {
  constexpr auto kPrepositions =
      std::to_array<std::string_view>({"of", "to", "in", "for", "on", "from", "by", "against", "under"});
  return std::ranges::find(kPrepositions, word) != kPrepositions.end();
}

std::vector<AskedWord> ReadQuestion(std::string_view question, PassageIndex* index) {
  const bool marks = std::ranges::count(question, '"') >= 2;
  // Who writes everything in capitals means nothing by them.
  const bool shouts = std::ranges::count(question, ' ') > 1 &&
                      std::ranges::none_of(question, [](char c) { return c >= 'a' && c <= 'z'; });
  std::vector<AskedWord> words;
  bool quoted = false, joined = false, preposition = false;
  for (size_t at = 0; at < question.size();) {
    if (question[at] == '"') quoted = marks && !quoted;
    if (!IsWordChar(question[at])) {
      ++at;
      continue;
    }
    size_t end = at, apostrophe = 0;
    while (end < question.size() && IsWordChar(question[end]) &&
           (apostrophe = ApostropheAt(question, end)) == 0)
      ++end;
    if (apostrophe == 0) apostrophe = ApostropheAt(question, end);
    AskedWord word;
    word.text = question.substr(at, end - at);
    word.terms = index->words().Read(word.text);
    word.quoted = quoted;
    if (apostrophe > 0) {
      const size_t behind = end + apostrophe;
      const bool s = behind < question.size() && question[behind] == 's' &&
                     (behind + 1 == question.size() || !IsWordChar(question[behind + 1]));
      word.possessive = s || behind == question.size() || !IsWordChar(question[behind]);
      end = behind + (s ? 1 : 0);
    }
    word.joined = std::exchange(joined, true);
    word.linked = std::exchange(preposition, false);
    const std::string_view bare = BareAcronym(word.text);
    word.acronym = !shouts && IsAcronym(word.text) && index->KnowsAcronym(bare);
    if (word.acronym) word.text = bare;
    if (word.acronym || !word.terms.empty()) {
      words.push_back(std::move(word));
    } else {
      joined = false;
      preposition = word.linked || IsPreposition(AsciiLower(word.text));
    }
    at = end;
  }
  return words;
}

// Whether an English word, by its ending, is one that qualifies a noun: an adjective or a participle.
bool Qualifies(std::string_view word) {
  constexpr auto kQualifying = std::to_array<std::string_view>(
      {"al", "ic", "ous", "ive", "ing", "ed", "able", "ible", "ary", "ful", "less"});
  constexpr size_t kStem = 3;
  return std::ranges::any_of(kQualifying, [&](std::string_view ending) {
    return word.size() >= ending.size() + kStem && word.ends_with(ending);
  });
}

// Whether an English noun, by its ending, is a doing, which texts say in many ways ("incident reporting",
// "shall report each incident").
bool IsDoing(std::string_view word) {
  constexpr auto kDoing =
      std::to_array<std::string_view>({"ing", "ings", "tion", "tions", "sion", "sions", "ment", "ments",
                                       "sure", "sures", "ance", "ence", "al", "als", "use"});
  return std::ranges::any_of(kDoing, [&](std::string_view ending) { return word.ends_with(ending); });
}

bool IsPlural(std::string_view word) { return word.ends_with('s') && !word.ends_with("ss"); }

bool HoldsInARow(const std::vector<TermId>& all, const std::vector<TermId>& some) {
  return !some.empty() && !std::ranges::search(all, some).empty();
}

}  // namespace

std::vector<std::string> OtherSpellings(std::string_view word) {
  std::vector<std::string> others;
  const auto add = [&](size_t at, size_t length, std::string_view other) {
    std::string made(word.substr(0, at));
    made.append(other).append(word.substr(at + length));
    if (made != word && std::ranges::find(others, made) == others.end()) others.push_back(std::move(made));
  };
  constexpr size_t kStem = 3;  // "our" and "or" themselves, "tense" and "hence" are none
  for (const auto& [british, american] : kEndings) {
    for (const auto& [from, to] : {std::pair(british, american), std::pair(american, british)}) {
      if (word.ends_with(from) && word.size() >= from.size() + kStem)
        add(word.size() - from.size(), from.size(), to);
    }
  }
  for (const auto& [british, american] : kInside) {
    for (const auto& [from, to] : {std::pair(british, american), std::pair(american, british)}) {
      for (size_t at = word.find(from, 2); at != std::string_view::npos; at = word.find(from, at + 1))
        add(at, from.size(), to);
    }
  }
  return others;
}

Result<WordingFinder> WordingFinder::Load(const Snapshot& snapshot) {
  WordingFinder finder;
  auto node = snapshot.FindNode(kSynonyms);
  if (!node) return tl::unexpected(node.error());
  if (!*node) return finder;
  auto bytes = snapshot.GetBlob(**node, "bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  bool head = true;
  for (const std::string_view line : Split(*bytes, '\n')) {
    if (line.empty() || line.front() == '#' || std::exchange(head, false)) continue;
    const std::vector<std::string_view> cells = Split(line, '\t');
    if (cells.size() < 2) continue;
    Row row;
    row.same = Trim(cells[0]) != "narrower";
    for (const std::string_view term : Split(cells[1], ';')) {
      if (!Trim(term).empty()) row.terms.emplace_back(Trim(term));
    }
    if (Trim(cells[0]) == "other") {
      for (const std::string& term : row.terms) finder.others_.push_back(AsciiLower(term));
    } else {
      finder.rows_.push_back(std::move(row));
    }
  }
  return finder;
}

std::vector<std::string> WordingFinder::OtherSenses(std::string_view question) const {
  const std::string asked = AsciiLower(question);
  std::vector<std::string> others;
  std::ranges::copy_if(others_, std::back_inserter(others),
                       [&](const std::string& term) { return asked.find(term) == std::string::npos; });
  return others;
}

// Makes the forms of one question.
class WordingReader {
 public:
  WordingReader(const WordingOptions& options, PassageIndex* index, std::vector<Wording>* wordings)
      : options_(options), index_(*index), wordings_(*wordings) {}

  WordPattern Read(std::string_view question) {
    wordings_.push_back({std::string(question), std::string(question), "asked"});
    asked_ = ReadQuestion(question, &index_);
    std::set<std::string> seen;
    std::erase_if(asked_, [&](const AskedWord& word) { return !seen.insert(KeyOf(word)).second; });
    constexpr size_t kMostWords = 64;
    if (asked_.size() > kMostWords) asked_.resize(kMostWords);
    pattern_.words = asked_.size();
    for (size_t i = 0; i < asked_.size(); ++i) {
      WordForm form =
          asked_[i].acronym ? index_.FormOf(asked_[i].text) : WordForm{asked_[i].terms, {}, 0, {}};
      form.covers = uint64_t{1} << i;
      form.text = asked_[i].text;
      pattern_.forms.push_back(std::move(form));
    }
    pattern_.own = pattern_.forms.size();
    pattern_.qualified = asked_.size() == 2 && asked_[1].joined && !asked_[0].acronym && !asked_[0].quoted &&
                         !asked_[0].possessive && Qualifies(AsciiLower(asked_[0].text));
    if (pattern_.qualified) pattern_.qualifier = asked_[0].text;
    // "levies audits" are two things: in a name the first noun stands in the singular.
    pattern_.compound = asked_.size() == 2 && asked_[1].joined && !pattern_.qualified && !asked_[0].quoted &&
                        !asked_[1].quoted && !IsDoing(AsciiLower(asked_[1].text)) &&
                        (asked_[0].possessive || !IsPlural(AsciiLower(asked_[0].text)));
    // "access to justice" is a thing; "settlement of disputes" is a doing, which texts say in many ways.
    pattern_.linked = asked_.size() == 2 && asked_[1].linked && !asked_[0].quoted && !asked_[1].quoted &&
                      !IsDoing(AsciiLower(asked_[0].text)) && !Qualifies(AsciiLower(asked_[0].text));
    return std::move(pattern_);
  }
  void Resume(WordPattern pattern) { pattern_ = std::move(pattern); }
  WordPattern Done() { return std::move(pattern_); }

  const std::vector<AskedWord>& asked() const { return asked_; }

  // Of the words [first, limit).
  std::vector<TermId> TermsOf(size_t first, size_t limit) const {
    std::vector<TermId> terms;
    for (size_t i = first; i < limit; ++i)
      terms.insert(terms.end(), asked_[i].terms.begin(), asked_[i].terms.end());
    return terms;
  }
  std::string TextOf(size_t first, size_t limit) const {
    std::string text;
    for (size_t i = first; i < limit; ++i) text += (text.empty() ? "" : " ") + asked_[i].text;
    return text;
  }

  void Add(std::string_view text, size_t first, size_t limit, std::string_view source) {
    if (pattern_.forms.size() >= kMostForms) return;
    const auto dropped = [&](const std::string& drop) { return EqualsIgnoreCase(drop, text); };
    if (source != "added" && std::ranges::any_of(options_.drop, dropped)) return;
    WordForm form = index_.FormOf(text);
    const bool known = std::ranges::all_of(form.terms, [&](TermId term) { return index_.Knows(term); });
    if (form.acronym.empty() && (form.terms.empty() || !known)) return;
    for (size_t i = first; i < limit; ++i) form.covers |= uint64_t{1} << i;
    form.text = text;
    for (const WordForm& other : pattern_.forms) {
      if (other.covers != form.covers) continue;
      if (other.acronym == form.acronym && other.terms == form.terms) return;
    }
    // What holds the question's own words finds nothing more.
    if (form.acronym.empty() && HoldsInARow(form.terms, TermsOf(first, limit))) return;
    pattern_.forms.push_back(std::move(form));
    wordings_.push_back(
        {std::string(text), TextOf(first, limit), std::string(source), pattern_.forms.size() - 1});
  }

  void AddAcronyms(size_t first, size_t limit) {
    const std::vector<TermId> terms = TermsOf(first, limit);
    const bool one = limit - first == 1;
    if (one && asked_[first].acronym) {
      size_t most = 0;
      for (const auto& known : index_.definitions())
        if (known.acronym == asked_[first].text) most = std::max(most, known.count);
      for (const auto& known : index_.definitions()) {
        if (known.acronym == asked_[first].text &&
            static_cast<double>(known.count) >= kRareForm * static_cast<double>(most))
          Add(known.text, first, limit, "long form");
      }
      return;
    }
    for (const auto& known : index_.definitions()) {
      const bool more =
          !one && known.terms.size() <= kLongFormTimes * terms.size() && HoldsInARow(known.terms, terms);
      if (known.terms == terms || more) Add(known.acronym, first, limit, "acronym");
    }
  }

  void AddCompounds(size_t first, size_t limit) {
    if (limit - first == 2) {
      // "internationalstandards" has the stem of "international": it is no word that says both.
      const std::string joined = asked_[first].text + asked_[first + 1].text;
      const std::vector<TermId> terms = index_.words().Read(joined);
      if (terms != asked_[first].terms && terms != asked_[first + 1].terms)
        Add(joined, first, limit, "compound");
      return;
    }
    const std::string word = AsciiLower(asked_[first].text);
    if (limit - first != 1 || asked_[first].acronym) return;
    for (size_t cut = kShortestPart; cut + kShortestPart <= word.size(); ++cut) {
      if (static_cast<unsigned char>(word[cut]) >= 0x80) continue;
      const std::string two = word.substr(0, cut) + " " + word.substr(cut);
      const std::vector<TermId> terms = index_.words().Read(two);
      if (terms.size() == 2 && index_.StandTogether(terms)) Add(two, first, limit, "compound");
    }
  }

  // "settlement" is to settle, "disclosure" to disclose: what the stemmer leaves apart. Of one word alone it
  // would be another topic ("government", "to govern").
  void AddVerb(size_t first) {
    constexpr size_t kShortestVerb = 4;
    const std::string word = AsciiLower(asked_[first].text);
    if (asked_.size() < 2 || asked_[first].acronym) return;
    for (const auto& [ending, verb] : {std::pair<std::string_view, std::string_view>{"ment", ""},
                                       {"ments", ""},
                                       {"sure", "se"},
                                       {"sures", "se"}}) {
      if (!word.ends_with(ending) || word.size() < ending.size() + kShortestVerb) continue;
      const std::string other = word.substr(0, word.size() - ending.size()) + std::string(verb);
      const std::vector<TermId> terms = index_.words().Read(other);
      if (terms.size() == 1 && terms != asked_[first].terms) Add(other, first, first + 1, "verb");
    }
  }

  void AddSpellings(size_t first) {
    if (asked_[first].acronym) return;
    for (const std::string& other : OtherSpellings(AsciiLower(asked_[first].text))) {
      const std::vector<TermId> terms = index_.words().Read(other);
      if (terms.size() == 1 && terms != asked_[first].terms) Add(other, first, first + 1, "spelling");
    }
  }

 private:
  static std::string KeyOf(const AskedWord& word) {
    std::string key = word.acronym ? word.text : "";
    for (const TermId term : word.terms) key += " " + std::to_string(term);
    return key;
  }

  const WordingOptions& options_;
  PassageIndex& index_;
  std::vector<Wording>& wordings_;
  std::vector<AskedWord> asked_;
  WordPattern pattern_;
};

std::vector<std::string> WordingFinder::SynonymsOf(
    const std::function<bool(const std::string&)>& meant) const {
  std::vector<std::string> found, narrower;
  const auto add_row = [&](const Row& row, const auto& is_asked) {
    for (size_t i = 0; i < row.terms.size(); ++i) {
      if (!is_asked(row.terms[i]) || (!row.same && i > 0)) continue;
      for (size_t k = 0; k < row.terms.size(); ++k) {
        if (k == i) continue;
        if (!row.same) narrower.push_back(row.terms[k]);
        if (std::ranges::find(found, row.terms[k]) == found.end()) found.push_back(row.terms[k]);
      }
    }
  };
  for (const Row& row : rows_) add_row(row, meant);
  // What a row calls narrower ("CBRN") has names of its own.
  const std::vector<std::string> below = narrower;
  const auto is_narrower = [&](const std::string& term) {
    return std::ranges::find(below, term) != below.end() && !meant(term);
  };
  for (const Row& row : rows_) {
    if (row.same) add_row(row, is_narrower);
  }
  std::erase_if(found, meant);
  return found;
}

WordPattern WordingFinder::Read(std::string_view question, const WordingOptions& options, PassageIndex* index,
                                std::vector<Wording>* wordings) const {
  WordingReader reader(options, index, wordings);
  reader.Resume(reader.Read(question));
  const std::vector<AskedWord>& asked = reader.asked();
  constexpr size_t kLongestTerm = 6;
  for (size_t first = 0; options.expand && first < asked.size(); ++first) {
    if (!asked[first].quoted) {
      reader.AddSpellings(first);
      reader.AddVerb(first);
    }
    for (size_t limit = first + 1; limit <= std::min(asked.size(), first + kLongestTerm); ++limit) {
      if (asked[limit - 1].quoted) break;
      reader.AddAcronyms(first, limit);
      reader.AddCompounds(first, limit);
      const std::vector<TermId> terms = reader.TermsOf(first, limit);
      const bool acronym = limit - first == 1 && asked[first].acronym;
      const auto meant = [&](const std::string& term) {
        return acronym ? term == asked[first].text
                       : !IsAcronym(term) && index->words().Read(term) == terms &&
                             SameDerivation(reader.TextOf(first, limit), term);
      };
      for (const std::string& term : SynonymsOf(meant)) reader.Add(term, first, limit, "synonym");
    }
  }
  for (const std::string& text : options.add) reader.Add(text, 0, asked.size(), "added");
  return reader.Done();
}

}  // namespace concord
