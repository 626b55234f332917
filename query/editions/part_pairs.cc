#include "query/editions/part_pairs.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"
#include "query/text/words.h"

namespace concord {
namespace {

struct Weighted {
  TermId term = 0;
  double weight = 0;
};
using Vector = std::vector<Weighted>;  // terms rise

// The views of a part that are compared by their cosine.
enum View : uint8_t { kGist, kGistPairs, kWords, kWordPairs, kViews };
// A gist says what a part is about; its words count beside those of everything, which hold it again. By
// trial on invented editions and one real pair; any within .1 of these does about as well.
constexpr double kWeights[kViews] = {0.35, 0.25, 0.25, 0.15};

// A double that does not depend on the order of its summands' last bits.
double Grid(double value) { return std::round(value * 1e6) / 1e6; }

// Calls visit(a, b) for the elements of two sorted lists that have the same key, each taken once. A short
// list leaps through a long one, for a part may be as long as a document and be compared with thousands.
template <typename T, typename Key, typename Visit>
void ForEachCommon(const std::vector<T>& x, const std::vector<T>& y, Key key, Visit visit) {
  if (x.size() > y.size()) return ForEachCommon(y, x, key, visit);
  constexpr size_t kLeap = 16;
  const bool leaps = y.size() > kLeap * x.size();
  auto at = y.begin();
  for (const T& element : x) {
    const auto before = [&](const T& other) { return key(other) < key(element); };
    at = leaps ? std::partition_point(at, y.end(), before) : std::find_if_not(at, y.end(), before);
    if (at == y.end()) return;
    if (key(*at) == key(element)) visit(element, *at++);
  }
}

double Dot(const Vector& x, const Vector& y) {
  double sum = 0;
  ForEachCommon(
      x, y, [](const Weighted& entry) { return entry.term; },
      [&](const Weighted& a, const Weighted& b) { sum += a.weight * b.weight; });
  return sum;
}

// All parts of one kind in one edition.
struct Side {
  std::vector<uint32_t> parts;                // indices in the edition
  std::vector<Vector> views[kViews];          // first counts, then unit vectors of TF-IDF
  std::vector<std::vector<size_t>> shingles;  // hashes of words and of neighbouring words, sorted
};

Vector Count(std::vector<TermId> terms) {
  std::sort(terms.begin(), terms.end());
  Vector counts;
  for (const TermId term : terms) {
    if (!counts.empty() && counts.back().term == term) {
      ++counts.back().weight;
    } else {
      counts.push_back({term, 1});
    }
  }
  return counts;
}

// Every word as it stands, function words too: "may" that becomes "shall" is a change.
std::vector<size_t> Shingles(std::string_view text) {
  const std::string folded = FoldForComparison(text);
  std::vector<size_t> hashes;
  size_t last = 0;
  for (size_t at = 0; at < folded.size();) {
    size_t end = at;
    while (end < folded.size()) {
      size_t next = end;
      if (!IsLetterOrDigit(NextCodePoint(folded, &next))) break;
      end = next;
    }
    if (end == at) {
      NextCodePoint(folded, &at);
      continue;
    }
    const size_t hash = std::hash<std::string_view>()(std::string_view(folded).substr(at, end - at));
    hashes.push_back(hash);
    if (last != 0) hashes.push_back(last * 1099511628211U + hash);
    last = hash;
    at = end;
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

size_t CommonOf(const std::vector<size_t>& x, const std::vector<size_t>& y) {
  size_t common = 0;
  ForEachCommon(
      x, y, [](size_t hash) { return hash; }, [&](size_t, size_t) { ++common; });
  return common;
}

class Pairing {
 public:
  Pairing(std::span<const EditionPart> a, std::span<const EditionPart> b, UnitKind kind) : parts_{a, b} {
    Read(0, kind);
    Read(1, kind);
    for (uint8_t view = 0; view < kViews; ++view) Weigh(view);
  }

  void Run(std::vector<PartPair>* out) {
    LookUp(0);
    LookUp(1);
    PairByText();
    PairByPlace();
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    for (const auto& [x, y] : found_) out->push_back(Compare(x, y));
  }

 private:
  const EditionPart& PartOf(int side, uint32_t local) const {
    return parts_[side][sides_[side].parts[local]];
  }

  void Read(int which, UnitKind kind) {
    Side& side = sides_[which];
    const auto neighbours = [&](const std::vector<TermId>& terms) {
      std::vector<TermId> pairs;
      for (size_t i = 1; i < terms.size(); ++i) pairs.push_back(words_.Pair(terms[i - 1], terms[i]));
      return Count(std::move(pairs));
    };
    for (uint32_t i = 0; i < parts_[which].size(); ++i) {
      const EditionPart& part = parts_[which][i];
      text_hashes_[which].push_back(std::hash<std::string>()(part.text));
      if (part.kind != kind) continue;
      side.parts.push_back(i);
      const std::vector<TermId> gist = words_.Read(part.gist);
      const std::vector<TermId> text = words_.Read(part.text);
      side.views[kGistPairs].push_back(neighbours(gist));
      side.views[kWordPairs].push_back(neighbours(text));
      side.views[kGist].push_back(Count(gist));
      side.views[kWords].push_back(Count(text));
      side.shingles.push_back(Shingles(part.text));
    }
  }

  // From counts to unit vectors; a term's weight comes from both editions alike, and is never nothing: two
  // editions may have one measure each.
  void Weigh(uint8_t view) {
    std::vector<double> share(words_.size(), 0);
    double parts = 1;
    for (const Side& side : sides_) {
      const double each = 0.5 / static_cast<double>(std::max<size_t>(1, side.parts.size()));
      parts += static_cast<double>(side.parts.size());
      for (const Vector& counts : side.views[view]) {
        for (const Weighted& entry : counts) share[entry.term] += each;
      }
    }
    for (Side& side : sides_) {
      for (Vector& vector : side.views[view]) {
        double squares = 0;
        for (Weighted& entry : vector) {
          const double seen = share[entry.term];
          entry.weight = (1 + std::log(entry.weight)) * std::log(1 + 1 / (seen + 0.5 / parts));
          squares += entry.weight * entry.weight;
        }
        for (Weighted& entry : vector) entry.weight /= std::sqrt(std::max(squares, 1e-12));
      }
    }
  }

  // Every part of one side asks the other for those that share its rare terms.
  void LookUp(int from) {
    const Side& asking = sides_[from];
    const Side& asked = sides_[1 - from];
    struct Lookup {
      const std::vector<Weighted>* postings;  // `term` is the part here
      double weight;
    };
    std::unordered_map<TermId, std::vector<Weighted>> postings[kViews];
    for (uint8_t view = 0; view < kViews; ++view) {
      for (uint32_t i = 0; i < asked.parts.size(); ++i) {
        for (const Weighted& entry : asked.views[view][i])
          postings[view][entry.term].push_back({i, entry.weight});
      }
    }
    std::vector<double> score(asked.parts.size(), 0);
    std::vector<uint32_t> touched;
    std::vector<Lookup> lookups;
    for (uint32_t i = 0; i < asking.parts.size(); ++i) {
      lookups.clear();
      touched.clear();
      for (uint8_t view = 0; view < kViews; ++view) {
        for (const Weighted& entry : asking.views[view][i]) {
          const auto at = postings[view].find(entry.term);
          if (at != postings[view].end()) lookups.push_back({&at->second, entry.weight * kWeights[view]});
        }
      }
      std::stable_sort(lookups.begin(), lookups.end(), [](const Lookup& x, const Lookup& y) {
        return x.postings->size() < y.postings->size();
      });
      size_t read = 0;
      for (const Lookup& lookup : lookups) {
        read += lookup.postings->size();
        if (read > PartPairs::kMostPostings) break;
        for (const Weighted& entry : *lookup.postings) {
          if (score[entry.term] == 0) touched.push_back(entry.term);
          score[entry.term] += lookup.weight * entry.weight;
        }
      }
      const size_t kept = std::min(PartPairs::kMostPartners, touched.size());
      std::partial_sort(touched.begin(), touched.begin() + static_cast<ptrdiff_t>(kept), touched.end(),
                        [&](uint32_t x, uint32_t y) {
                          const double sx = Grid(score[x]), sy = Grid(score[y]);
                          return sx != sy ? sx > sy : x < y;
                        });
      for (size_t k = 0; k < kept; ++k) {
        found_.emplace_back(from == 0 ? i : touched[k], from == 0 ? touched[k] : i);
      }
      for (const uint32_t part : touched) score[part] = 0;
    }
  }

  // Equal texts in their order: the third "Reserved." here is the third there, below equal headings if
  // there are any.
  void PairByText() {
    for (const bool below_equal : {true, false}) {
      // By hash: many parts may stand below one long text. Compare looks at the texts themselves.
      std::unordered_map<size_t, std::vector<uint32_t>> there;
      const auto name = [&](int side, uint32_t i) {
        const EditionPart& part = PartOf(side, i);
        const size_t own = text_hashes_[side][sides_[side].parts[i]];
        if (!below_equal || part.parent < 0) return own;
        return own * 1099511628211U + text_hashes_[side][static_cast<size_t>(part.parent)];
      };
      for (uint32_t i = 0; i < sides_[1].parts.size(); ++i) there[name(1, i)].push_back(i);
      std::unordered_map<size_t, size_t> used;
      for (uint32_t i = 0; i < sides_[0].parts.size(); ++i) {
        const size_t text = name(0, i);
        const auto at = there.find(text);
        if (at == there.end()) continue;
        const size_t nth = used[text]++;
        if (nth < at->second.size()) found_.emplace_back(i, at->second[nth]);
      }
    }
  }

  // Places that stand once on either side; measures of one section in their order.
  void PairByPlace() {
    std::unordered_map<std::string_view, std::vector<uint32_t>> there;
    for (uint32_t i = 0; i < sides_[1].parts.size(); ++i) there[PartOf(1, i).place].push_back(i);
    std::unordered_map<std::string_view, size_t> used;
    for (uint32_t i = 0; i < sides_[0].parts.size(); ++i) {
      const std::string_view place = PartOf(0, i).place;
      const auto at = there.find(place);
      if (place.empty() || at == there.end()) continue;
      const size_t nth = used[place]++;
      if (nth < at->second.size()) found_.emplace_back(i, at->second[nth]);
    }
  }

  PartPair Compare(uint32_t x, uint32_t y) const {
    const Side& a = sides_[0];
    const Side& b = sides_[1];
    const EditionPart& left = PartOf(0, x);
    const EditionPart& right = PartOf(1, y);
    PartPair pair;
    pair.a = a.parts[x];
    pair.b = b.parts[y];
    pair.same_place = !left.place.empty() && left.place == right.place;
    pair.same_text = !left.text.empty() && left.text == right.text;
    if (left.text.empty() && right.text.empty()) {
      // A number alone, with parts below it.
      pair.similarity = 1;
      pair.lexical = PlainNumber(left.number) == PlainNumber(right.number) ? 0.5F : 0;
      return pair;
    }
    double lexical = 0;
    for (uint8_t view = 0; view < kViews; ++view) {
      // A heading of one word has no pairs; those of the text stand in.
      const bool bare = view == kGistPairs && (a.views[view][x].empty() || b.views[view][y].empty());
      const uint8_t used = bare ? uint8_t{kWordPairs} : view;
      lexical += kWeights[view] * Dot(a.views[used][x], b.views[used][y]);
    }
    pair.lexical = static_cast<float>(pair.same_text ? 1 : Grid(std::min(1.0, lexical)));
    const auto common = static_cast<double>(CommonOf(a.shingles[x], b.shingles[y]));
    const auto of_a = static_cast<double>(std::max<size_t>(1, a.shingles[x].size()));
    const auto of_b = static_cast<double>(std::max<size_t>(1, b.shingles[y].size()));
    pair.similarity = static_cast<float>(pair.same_text ? 1 : 2 * common / (of_a + of_b));
    pair.a_in_b = static_cast<float>(pair.same_text ? 1 : common / of_a);
    pair.b_in_a = static_cast<float>(pair.same_text ? 1 : common / of_b);
    return pair;
  }

  std::span<const EditionPart> parts_[2];
  WordTable words_;
  std::vector<size_t> text_hashes_[2];  // of all parts, of whatever kind
  Side sides_[2];
  std::vector<std::pair<uint32_t, uint32_t>> found_;  // places in the two sides
};

bool Earlier(const PartPair& x, const PartPair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; }

}  // namespace

PartPairs::PartPairs(std::span<const EditionPart> a, std::span<const EditionPart> b) {
  for (const UnitKind kind : {UnitKind::kSection, UnitKind::kMeasure}) Pairing(a, b, kind).Run(&pairs_);
  std::sort(pairs_.begin(), pairs_.end(), Earlier);
}

int64_t PartPairs::Find(uint32_t a, uint32_t b) const {
  PartPair wanted;
  wanted.a = a;
  wanted.b = b;
  const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), wanted, Earlier);
  return at == pairs_.end() || at->a != a || at->b != b ? -1 : at - pairs_.begin();
}

}  // namespace concord
