#include "query/text/words.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace concord {
namespace {

constexpr TermId kStop = UINT32_MAX;

// English function words and the abbreviations of prose, in byte order. Modals and negations carry no topic
// and are here too.
constexpr auto kStopWords = std::to_array<std::string_view>({
    "about", "above",   "after",   "again",  "against", "all",     "also",    "am",     "among",  "an",
    "and",   "any",     "are",     "as",     "at",      "be",      "because", "been",   "before", "being",
    "below", "between", "both",    "but",    "by",      "can",     "cannot",  "could",  "did",    "do",
    "does",  "doing",   "down",    "during", "each",    "eg",      "either",  "etc",    "ex",     "few",
    "for",   "from",    "further", "had",    "has",     "have",    "having",  "he",     "her",    "here",
    "hers",  "him",     "his",     "how",    "however", "ie",      "if",      "in",     "into",   "is",
    "it",    "its",     "itself",  "may",    "me",      "might",   "more",    "most",   "must",   "my",
    "no",    "nor",     "not",     "of",     "off",     "on",      "once",    "only",   "or",     "other",
    "our",   "ours",    "out",     "over",   "own",     "per",     "same",    "shall",  "she",    "should",
    "so",    "some",    "such",    "than",   "that",    "the",     "their",   "theirs", "them",   "then",
    "there", "these",   "they",    "this",   "those",   "through", "thus",    "to",     "too",    "under",
    "until", "up",      "upon",    "us",     "very",    "via",     "was",     "we",     "were",   "what",
    "when",  "where",   "whether", "which",  "while",   "who",     "whom",    "whose",  "why",    "will",
    "with",  "within",  "without", "would",  "you",     "your",    "yours",
});

constexpr auto IsSorted = [](const auto& words) {
  for (size_t i = 1; i < words.size(); ++i) {
    if (!(words[i - 1] < words[i])) return false;
  }
  return true;
};
static_assert(IsSorted(kStopWords), "looked up by bisection");

// Exceptional forms, as the stemmer of Porter has them: words of these documents that it would make one with
// others of another meaning ("international" and "internal", "organization" and "organ", "authority" and
// "author", "university" and "universal"), each with what its forms begin with.
struct OwnStem {
  std::string_view beginning, stem;
};
constexpr OwnStem kOwnStems[] = {{"international", "international"},
                                 {"organization", "organization"},
                                 {"authorities", "authority"},
                                 {"authority", "authority"},
                                 {"universit", "university"}};

// "standardisation" and "standardization" are one word; no other word ends so.
void WriteAmerican(std::string* word) {
  const size_t at = word->find("isation");
  if (at != std::string::npos && at > 0) (*word)[at + 1] = 'z';
}

constexpr bool IsAsciiWordByte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Calls visit(word, start, end) for each run of letters and digits.
template <typename Visit>
void ForEachWord(std::string_view text, Visit visit) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t start = at;
    bool in_word = true;
    while (at < text.size() && in_word) {
      if (static_cast<unsigned char>(text[at]) < 0x80) {
        in_word = IsAsciiWordByte(static_cast<unsigned char>(text[at]));
        if (in_word) ++at;
      } else {
        size_t next = at;
        in_word = IsLetterOrDigit(NextCodePoint(text, &next));
        if (in_word) at = next;
      }
    }
    if (at > start) {
      visit(text.substr(start, at - start), start, at);
    } else {
      NextCodePoint(text, &at);
    }
  }
}

// Most words are ASCII and need no call into ICU.
std::string Fold(std::string_view word) {
  std::string folded(word);
  for (char& c : folded) {
    if (static_cast<unsigned char>(c) >= 0x80) return FoldForComparison(word);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return folded;
}

}  // namespace

bool IsStopWord(std::string_view folded) {
  return std::binary_search(kStopWords.begin(), kStopWords.end(), folded);
}

class WordTable::Stemmer {
 public:
  Stemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {}
  ~Stemmer() { sb_stemmer_delete(stemmer_); }
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  // Valid until the next call.
  std::string_view Stem(const std::string& word) {
    for (const OwnStem& own : kOwnStems) {
      if (word.starts_with(own.beginning)) return own.stem;
    }
    if (stemmer_ == nullptr) return word;
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer_, bytes, static_cast<int>(word.size()));
    if (stem == nullptr) return word;  // out of memory inside the library
    return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer_))};
  }

 private:
  sb_stemmer* stemmer_;
};

WordTable::WordTable() : stemmer_(std::make_unique<Stemmer>()) {}
WordTable::~WordTable() = default;

TermId WordTable::Number(std::string_view name) {
  auto at = terms_.find(name);
  if (at == terms_.end()) {
    at = terms_.emplace(std::string(name), static_cast<TermId>(names_.size())).first;
    names_.push_back(&at->first);
  }
  return at->second;
}

TermId WordTable::TermOf(std::string_view word) {
  const auto known = words_.find(word);
  if (known != words_.end()) return known->second;
  std::string folded = Fold(word);
  WriteAmerican(&folded);
  TermId term = kStop;
  // A word of a kilobyte is no word; the stemmer's cost for it would be quadratic.
  if (folded.size() > 1 && folded.size() <= 64 && !IsStopWord(folded)) term = Number(stemmer_->Stem(folded));
  words_.emplace(std::string(word), term);
  return term;
}

void WordTable::Read(std::string_view text, std::vector<Term>* terms) {
  ForEachWord(text, [&](std::string_view word, size_t start, size_t end) {
    const TermId term = TermOf(word);
    if (term != kStop) terms->push_back({term, static_cast<uint32_t>(start), static_cast<uint32_t>(end)});
  });
}

std::vector<TermId> WordTable::Read(std::string_view text) {
  std::vector<TermId> terms;
  ForEachWord(text, [&](std::string_view word, size_t, size_t) {
    const TermId term = TermOf(word);
    if (term != kStop) terms.push_back(term);
  });
  return terms;
}

std::vector<TermId> WordTable::ReadAll(std::string_view text) {
  std::vector<TermId> terms;
  ForEachWord(text, [&](std::string_view word, size_t, size_t) { terms.push_back(TermOf(word)); });
  return terms;
}

void WordTable::ReadCharacterGrams(std::string_view text, std::vector<TermId>* grams) {
  std::string name;
  ForEachWord(text, [&](std::string_view word, size_t, size_t) {
    const std::string folded = Fold(word);
    if (folded.size() > 64 || IsStopWord(folded)) return;
    const std::string padded = " " + folded + " ";
    // Bytes and not characters: the same for ASCII, and for the rest just as good a fingerprint.
    for (size_t length = 3; length <= 5; ++length) {
      for (size_t i = 0; i + length <= padded.size(); ++i) {
        name.assign("#").append(padded, i, length);
        grams->push_back(Number(name));
      }
    }
  });
}

TermId WordTable::Pair(TermId first, TermId second) {
  static const std::string kNoName;
  const auto place_of = [this](uint64_t terms) {
    // The high bits of a product with 2^64 / the golden ratio (Knuth, The Art of Computer Programming
    // 3, 6.4).
    size_t at = (terms * 0x9E3779B97F4A7C15U) >> 32U & (pairs_.size() - 1);
    while (pairs_[at].terms != terms && pairs_[at].terms != UINT64_MAX) at = (at + 1) & (pairs_.size() - 1);
    return at;
  };
  if (2 * pair_count_ >= pairs_.size()) {
    std::vector<PairPlace> grown(std::max<size_t>(1024, 2 * pairs_.size()));
    grown.swap(pairs_);
    for (const PairPlace& old : grown) {
      if (old.terms != UINT64_MAX) pairs_[place_of(old.terms)] = old;
    }
  }
  const uint64_t terms = uint64_t{first} << 32U | second;
  PairPlace& place = pairs_[place_of(terms)];
  if (place.terms == terms) return place.number;
  place = {terms, static_cast<TermId>(names_.size())};
  names_.push_back(&kNoName);
  ++pair_count_;
  return place.number;
}

Phrases::Phrases(std::string_view question) {
  for (size_t at = question.find('"'); at != std::string_view::npos;) {
    const size_t end = question.find('"', at + 1);
    if (end == std::string_view::npos) break;
    std::vector<TermId> phrase = words_.ReadAll(question.substr(at + 1, end - at - 1));
    // "the council" asks for no word before it.
    const auto tells = [](TermId term) { return term != kStop; };
    phrase.erase(phrase.begin(), std::ranges::find_if(phrase, tells));
    while (!phrase.empty() && phrase.back() == kStop) phrase.pop_back();
    if (!phrase.empty()) phrases_.push_back(std::move(phrase));
    at = question.find('"', end + 1);
  }
}

bool Phrases::StandIn(std::string_view text) {
  if (empty()) return true;
  const std::vector<TermId> terms = words_.ReadAll(text);
  return std::ranges::all_of(phrases_,
                             [&](const auto& phrase) { return !std::ranges::search(terms, phrase).empty(); });
}

}  // namespace concord
