#include "query/editions/alignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "query/editions/part_pairs.h"

namespace concord {
namespace {

// What speaks for a pair beside its words, in units of the lexical score.
constexpr double kSamePlace = 0.10;
constexpr double kSameParent = 0.10;   // times how alike the parents are
constexpr double kOtherLevel = -0.10;  // only one of the two has parts of its own
constexpr double kNeighbours = 0.05;   // for each side on which the next parts are a pair as well
constexpr double kRivals = 0.15;       // times what the best rival on either side has
constexpr double kStated = 1.0;

// Below all of these two parts are not one another's.
constexpr float kLeastLexical = 0.35F;
constexpr float kLeastSimilarity = 0.45F;
constexpr float kLeastInPlace = 0.15F;  // lexical, at the same place or below parents that are alike
// A part's words stand in another when it has this share of them; four words are the least that can show it.
constexpr float kContained = 0.60F;
constexpr size_t kLeastWords = 4;
constexpr float kCovered = 0.80F;  // who has this share of a part explains the whole of it

size_t WordsIn(const std::string& text) {
  return text.empty() ? 0 : static_cast<size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

class Aligner {
 public:
  Aligner(std::span<const EditionPart> a, std::span<const EditionPart> b, const AlignmentOptions& options)
      : parts_{a, b}, options_(options), pairs_(a, b), links_of_{Links(a.size()), Links(b.size())} {}

  Alignment Run() {
    if (options_.read_notes) {
      BelieveNotes(0);
      BelieveNotes(1);
    }
    Score();
    JoinBest();
    JoinRest();
    Rank();
    Finish();
    return std::move(alignment_);
  }

 private:
  using Links = std::vector<std::vector<size_t>>;  // of each part, indices of alignment_.links

  bool IsNote(int side, uint32_t part) const { return parts_[side][part].withdrawn; }

  void Link(uint32_t a, uint32_t b, int64_t note, bool note_in_a) {
    links_of_[0][a].push_back(alignment_.links.size());
    links_of_[1][b].push_back(alignment_.links.size());
    PartLink link;
    link.a = a;
    link.b = b;
    link.note = note;
    link.note_in_a = note_in_a;
    const int64_t pair = pairs_.Find(a, b);
    link.similarity = pair < 0 ? 0 : pairs_.all()[static_cast<size_t>(pair)].similarity;
    alignment_.links.push_back(link);
  }

  // Placeholders of edition `side` speak of the parts of the other that have their number.
  void BelieveNotes(int side) {
    const int other = 1 - side;
    std::unordered_map<std::string, int64_t> numbered;  // -1: the number stands twice
    for (uint32_t i = 0; i < parts_[other].size(); ++i) {
      if (parts_[other][i].kind != UnitKind::kSection) continue;
      for (const std::string& name : {parts_[other][i].place, "#" + PlainNumber(parts_[other][i].number)}) {
        if (const auto [at, fresh] = numbered.emplace(name, i); !fresh) at->second = -1;
      }
    }
    gone_[other].resize(parts_[other].size(), -1);
    for (uint32_t i = 0; i < parts_[side].size(); ++i) {
      const EditionPart& note = parts_[side][i];
      if (!note.withdrawn || note.number.empty()) continue;
      for (const std::string& name : {note.place, "#" + PlainNumber(note.number)}) {
        const auto at = numbered.find(name);
        if (at == numbered.end() || at->second < 0) continue;
        const auto part = static_cast<uint32_t>(at->second);
        if (parts_[other][part].withdrawn || gone_[other][part] >= 0) break;
        gone_[other][part] = i;
        for (const uint32_t to : note.successors) {
          if (parts_[side][to].withdrawn) continue;
          side == 1 ? Link(part, to, i, false) : Link(to, part, i, true);
        }
        break;
      }
    }
  }

  bool IsGone(int side, uint32_t part) const { return !gone_[side].empty() && gone_[side][part] >= 0; }

  // ---- one to one

  void Score() {
    const auto all = pairs_.all();
    std::array<std::vector<bool>, 2> has_parts;
    std::array<std::vector<int64_t>, 2> next;  // the part of the same kind that follows below the same parent
    for (const int side : {0, 1}) {
      has_parts[side].resize(parts_[side].size());
      next[side].resize(parts_[side].size(), -1);
      std::unordered_map<int64_t, uint32_t> last;
      for (uint32_t i = 0; i < parts_[side].size(); ++i) {
        const EditionPart& part = parts_[side][i];
        const bool section = part.kind == UnitKind::kSection;
        if (section && part.parent >= 0) has_parts[side][static_cast<size_t>(part.parent)] = true;
        const auto [at, fresh] = last.emplace(int64_t{part.parent} * 2 + (section ? 0 : 1), i);
        if (!fresh) next[side][at->second] = i;
        at->second = i;
      }
    }
    scores_.resize(all.size());
    for (size_t p = 0; p < all.size(); ++p) {
      const PartPair& pair = all[p];
      double score = pair.lexical + (pair.same_place ? kSamePlace : 0) + kSameParent * Parents(pair);
      if (has_parts[0][pair.a] != has_parts[1][pair.b]) score += kOtherLevel;
      scores_[p] = IsNote(0, pair.a) == IsNote(1, pair.b) ? score : 0;
    }
    const auto best = [&](int side) {
      std::vector<double> best_of(parts_[side].size(), 0);
      for (size_t p = 0; p < all.size(); ++p) {
        double& of = best_of[side == 0 ? all[p].a : all[p].b];
        of = std::max(of, scores_[p]);
      }
      return best_of;
    };
    const std::vector<double> best_a = best(0), best_b = best(1);
    std::vector<bool> mutual(all.size());
    for (size_t p = 0; p < all.size(); ++p) {
      mutual[p] = scores_[p] > 0 && scores_[p] >= best_a[all[p].a] && scores_[p] >= best_b[all[p].b];
    }
    std::vector<double> bonus(all.size(), 0);
    for (size_t p = 0; p < all.size(); ++p) {
      const int64_t a = next[0][all[p].a], b = next[1][all[p].b];
      if (a < 0 || b < 0) continue;
      const int64_t behind = pairs_.Find(static_cast<uint32_t>(a), static_cast<uint32_t>(b));
      if (behind < 0) continue;
      const auto q = static_cast<size_t>(behind);
      if (mutual[q]) bonus[p] += kNeighbours;
      if (mutual[p]) bonus[q] += kNeighbours;
    }
    for (size_t p = 0; p < all.size(); ++p) {
      scores_[p] += bonus[p] - kRivals * (best_a[all[p].a] + best_b[all[p].b]);
    }
  }

  double Parents(const PartPair& pair) const {
    const int32_t a = parts_[0][pair.a].parent, b = parts_[1][pair.b].parent;
    if (a < 0 || b < 0) return a < 0 && b < 0 ? 1 : 0;
    const int64_t above = pairs_.Find(static_cast<uint32_t>(a), static_cast<uint32_t>(b));
    return above < 0 ? 0 : pairs_.all()[static_cast<size_t>(above)].lexical;
  }

  bool IsPlausible(const PartPair& pair) const {
    if (IsNote(0, pair.a) != IsNote(1, pair.b)) return false;
    if (pair.same_text || pair.lexical >= kLeastLexical || pair.similarity >= kLeastSimilarity) {
      return pair.lexical > 0;
    }
    if (pair.lexical >= kLeastInPlace && (pair.same_place || Parents(pair) >= kLeastLexical)) return true;
    return Contains(pair, true) || Contains(pair, false);
  }

  // Whether a's words stand in b (or, the other way, b's in a).
  bool Contains(const PartPair& pair, bool a_in_b) const {
    const std::string& text = a_in_b ? parts_[0][pair.a].text : parts_[1][pair.b].text;
    return (a_in_b ? pair.a_in_b : pair.b_in_a) >= kContained && WordsIn(text) >= kLeastWords;
  }

  void JoinBest() {
    const auto all = pairs_.all();
    std::vector<size_t> order;
    for (size_t p = 0; p < all.size(); ++p) {
      if (IsPlausible(all[p])) order.push_back(p);
    }
    // Of equals the pair that moves least, whichever edition is called the first.
    const auto shift = [&](size_t p) {
      return std::abs(static_cast<int64_t>(all[p].a) - static_cast<int64_t>(all[p].b));
    };
    std::sort(order.begin(), order.end(), [&](size_t x, size_t y) {
      const double sx = std::round(scores_[x] * 1e5), sy = std::round(scores_[y] * 1e5);
      if (sx != sy) return sx > sy;
      if (shift(x) != shift(y)) return shift(x) < shift(y);
      return all[x].a + all[x].b < all[y].a + all[y].b;
    });
    partner_[0].assign(parts_[0].size(), -1);
    partner_[1].assign(parts_[1].size(), -1);
    for (const size_t p : order) {
      const PartPair& pair = all[p];
      if (partner_[0][pair.a] >= 0 || partner_[1][pair.b] >= 0) continue;
      if (IsGone(0, pair.a) || IsGone(1, pair.b)) continue;
      partner_[0][pair.a] = partner_[1][pair.b] = static_cast<int64_t>(p);
      Link(pair.a, pair.b, -1, false);
    }
  }

  // ---- split and merged

  // Both directions look at what JoinBest left, so that neither depends on the other.
  void JoinRest() {
    const auto all = pairs_.all();
    std::vector<int64_t> extra[2];
    for (const int side : {0, 1}) {
      extra[side].assign(parts_[side].size(), -1);
      const bool a_in_b = side == 0;
      for (size_t p = 0; p < all.size(); ++p) {
        const uint32_t part = a_in_b ? all[p].a : all[p].b;
        const uint32_t whole = a_in_b ? all[p].b : all[p].a;
        if (!links_of_[side][part].empty() || IsGone(side, part) || IsNote(side, part)) continue;
        const int64_t main = partner_[1 - side][whole];
        if (main < 0 || !Contains(all[p], a_in_b)) continue;
        // The partner of the whole must leave something of it to explain.
        const PartPair& joined = all[static_cast<size_t>(main)];
        if ((a_in_b ? joined.b_in_a : joined.a_in_b) >= kCovered) continue;
        int64_t& best = extra[side][part];
        if (best < 0 || scores_[p] > scores_[static_cast<size_t>(best)]) best = static_cast<int64_t>(p);
      }
    }
    for (const int side : {0, 1}) {
      for (const int64_t p : extra[side]) {
        if (p >= 0) Link(all[static_cast<size_t>(p)].a, all[static_cast<size_t>(p)].b, -1, false);
      }
    }
  }

  // ---- what is handed out

  void Rank() {
    const auto all = pairs_.all();
    std::vector<Candidate>* of[2];
    alignment_.of_a.resize(parts_[0].size());
    alignment_.of_b.resize(parts_[1].size());
    of[0] = alignment_.of_a.data();
    of[1] = alignment_.of_b.data();
    const auto add = [&](uint32_t a, uint32_t b, double score) {
      of[0][a].push_back({b, score});
      of[1][b].push_back({a, score});
    };
    for (size_t p = 0; p < all.size(); ++p) {
      if (IsNote(0, all[p].a) == IsNote(1, all[p].b)) add(all[p].a, all[p].b, scores_[p]);
    }
    for (const PartLink& link : alignment_.links) {
      if (link.note < 0) continue;
      const auto a = static_cast<uint32_t>(link.a), b = static_cast<uint32_t>(link.b);
      const int64_t pair = pairs_.Find(a, b);
      add(a, b, kStated + (pair < 0 ? 0 : scores_[static_cast<size_t>(pair)]));
    }
    for (const int side : {0, 1}) {
      for (size_t i = 0; i < parts_[side].size(); ++i) {
        std::vector<Candidate>& list = of[side][i];
        std::stable_sort(list.begin(), list.end(),
                         [](const Candidate& x, const Candidate& y) { return x.score > y.score; });
        std::vector<Candidate> kept;
        for (const Candidate& one : list) {
          if (kept.size() >= options_.top) break;
          const auto same = [&](const Candidate& other) { return other.part == one.part; };
          if (std::none_of(kept.begin(), kept.end(), same)) {
            kept.push_back({one.part, std::round(std::clamp(one.score, 0.0, 1.0) * 1000) / 1000});
          }
        }
        list = std::move(kept);
      }
    }
  }

  void Finish() {
    std::vector<PartLink>& links = alignment_.links;
    for (PartLink& link : links) {
      const EditionPart& a = parts_[0][static_cast<size_t>(link.a)];
      const EditionPart& b = parts_[1][static_cast<size_t>(link.b)];
      const bool many_b = links_of_[0][static_cast<size_t>(link.a)].size() > 1;
      const bool many_a = links_of_[1][static_cast<size_t>(link.b)].size() > 1;
      link.change = many_a && many_b     ? Change::kRegrouped
                    : many_b             ? Change::kSplit
                    : many_a             ? Change::kMerged
                    : a.text != b.text   ? Change::kReworded
                    : a.place != b.place ? Change::kRenumbered
                                         : Change::kUnchanged;
    }
    // A placeholder is no part: it neither came nor went.
    for (const int side : {0, 1}) {
      for (uint32_t i = 0; i < parts_[side].size(); ++i) {
        if (!links_of_[side][i].empty() || IsNote(side, i)) continue;
        PartLink link;
        (side == 0 ? link.a : link.b) = i;
        link.change = side == 0 ? Change::kRemoved : Change::kAdded;
        if (IsGone(side, i)) link.note = gone_[side][i], link.note_in_a = side == 1;
        links.push_back(link);
      }
    }
    // What was added stands behind the part that it follows.
    std::vector<int64_t> follows(parts_[1].size(), -1);
    int64_t last = -1;
    for (size_t b = 0; b < parts_[1].size(); ++b) {
      for (const size_t link : links_of_[1][b]) last = links[link].a;
      follows[b] = last;
    }
    const auto where = [&](const PartLink& link) {
      return link.a >= 0 ? link.a : follows[static_cast<size_t>(link.b)];
    };
    std::stable_sort(links.begin(), links.end(), [&](const PartLink& x, const PartLink& y) {
      if (where(x) != where(y)) return where(x) < where(y);
      if ((x.a < 0) != (y.a < 0)) return y.a < 0;
      return x.b < y.b;
    });
  }

  std::span<const EditionPart> parts_[2];
  const AlignmentOptions options_;
  const PartPairs pairs_;
  std::vector<double> scores_;  // of pairs_.all()
  Links links_of_[2];
  std::vector<int64_t> partner_[2];  // of each part, the pair that JoinBest chose, or -1
  std::vector<int64_t> gone_[2];     // of each part, the placeholder that says it went, or -1
  Alignment alignment_;
};

}  // namespace

std::string_view ChangeName(Change change) {
  constexpr std::array<std::string_view, 8> kNames = {"unchanged", "renumbered", "reworded", "split",
                                                      "merged",    "regrouped",  "added",    "removed"};
  return kNames[static_cast<size_t>(change)];
}

Alignment AlignEditions(std::span<const EditionPart> a, std::span<const EditionPart> b,
                        const AlignmentOptions& options) {
  return Aligner(a, b, options).Run();
}

}  // namespace concord
