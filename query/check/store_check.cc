#include "query/check/store_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/plural.h"
#include "base/text.h"
#include "base/unicode.h"
#include "graph/verify.h"
#include "graph/vocabulary.h"
#include "query/check/mapped_items.h"
#include "query/crosswalks/contradictions.h"
#include "query/places/place.h"
#include "query/places/walk.h"
#include "query/reviews/review.h"

namespace concord {
namespace {

struct EdgeRule {
  std::string_view type, from, to;
};
constexpr EdgeRule kEdgeRules[] = {
#define EDGE(type, from, to) {#type, from, to},
#include "graph/schema.def"
};
struct IndexRule {
  std::string_view label, property;
};
constexpr IndexRule kIndexRules[] = {
#define INDEX(label, property) {#label, #property},
#include "graph/schema.def"
};

// Mixes what makes an edge into a number whose sums tell sets of edges apart (splitmix64).
uint64_t Fingerprint(EdgeId edge, Symbol type, NodeId other) {
  uint64_t x = edge * 0x9E3779B97F4A7C15U ^ (uint64_t{type} << 48U) ^ (other * 0xBF58476D1CE4E5B9U);
  x ^= x >> 30U;
  x *= 0xBF58476D1CE4E5B9U;
  x ^= x >> 27U;
  x *= 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

// The compiler refuses a finding of a kind that the header does not list.
struct Kind {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is the kind
  consteval Kind(const char* text) : name(*std::ranges::find(kCheckKinds, std::string_view(text))) {}
  std::string_view name;
};

class StoreCheck {
 public:
  StoreCheck(const Snapshot& snapshot, size_t most, bool deep)
      : snapshot_(snapshot), most_(most), deep_(deep), labels_(snapshot.Labels()) {}

  Result<CheckReport> Run() {
    if (deep_) {
      if (const auto verified = VerifyFiles(snapshot_); !verified) {
        Find("file", "store", verified.error().message);
        // What lies in a damaged file would be reported again and again, or end the check.
        return std::move(report_);
      }
      report_.notes.push_back(
          MakeNote("blocks-read", "every block of the store's files was read and is what was written"));
    }
    for (const auto step :
         {&StoreCheck::Nodes, &StoreCheck::LabelIndex, &StoreCheck::PropertyIndexes, &StoreCheck::Edges,
          &StoreCheck::Adjacency, &StoreCheck::Counts, &StoreCheck::Trees, &StoreCheck::Texts,
          &StoreCheck::Mappings, &StoreCheck::Items, &StoreCheck::Reviews}) {
      if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
    }
    report_.notes.push_back(MakeNote("checked", "checked {}, {}, {} and {}", Counting{nodes_, "node"},
                                     Counting{edges_, "edge"}, Counting{texts_, "text"},
                                     Counting{spans_, "span"}));
    if (snapshot_.EdgeCount(edge::MAPS_TO) > 0) {
      report_.notes.push_back(
          MakeNote("chains-compared",
                   "mappings were compared with chains of up to two others; `paths` follows longer ones"));
    }
    for (const auto& [kind, count] : found_) {
      if (count > most_)
        report_.notes.push_back(
            MakeNote("findings-left-out", "{} findings '{}', of which {} are shown", count, kind, most_));
    }
    return std::move(report_);
  }

 private:
  // One for each node id; `exists` false where an id is not in use.
  struct Seen {
    bool exists = false;
    bool needs_parent = false;
    uint8_t stating = 0, holding = 0;  // STATES, HAS_PART and HAS_SECTION; HAS_ITEM
    uint32_t labels = 0;               // a place in label_sets_
    uint64_t out = 0, in = 0;          // sums of fingerprints that must come to nothing
  };

  void Find(Kind kind, std::string where, std::string message) {
    if (++found_[std::string(kind.name)] <= most_)
      report_.findings.push_back({kind.name, std::move(where), std::move(message)});
  }

  // "a:1 skos:exactMatch b:2 (set)".
  std::string RowText(EdgeId id) const {
    auto edge = snapshot_.GetEdge(id);
    if (!edge) return fmt::format("edge {}", id);
    const std::string_view modifier = edge->properties.FindString(property::modifier);
    return fmt::format("{} {}{}{} {} ({})", KeyOf(edge->from), modifier, modifier.empty() ? "" : " ",
                       edge->properties.FindString(property::predicate), KeyOf(edge->to),
                       edge->properties.FindString(property::set));
  }
  std::string KeyOf(NodeId id) const {
    auto node = snapshot_.GetNode(id);
    return node ? node->key : fmt::format("node {}", id);
  }

  // Places in labels_, sorted; what is not in use is left out.
  std::vector<uint32_t> PlacesOf(const std::vector<std::string>& labels) const {
    std::vector<uint32_t> places;
    for (const std::string& label : labels) {
      const auto at = std::lower_bound(labels_.begin(), labels_.end(), label);
      if (at != labels_.end() && *at == label) places.push_back(static_cast<uint32_t>(at - labels_.begin()));
    }
    std::ranges::sort(places);
    return places;
  }

  // Nodes have few different sets of labels, however many labels there are.
  uint32_t LabelSetOf(const std::vector<std::string>& labels) {
    const auto [at, is_new] =
        label_set_places_.try_emplace(PlacesOf(labels), static_cast<uint32_t>(label_sets_.size()));
    if (is_new) label_sets_.push_back(at->first);
    return at->second;
  }

  bool HasAny(NodeId id, const std::vector<uint32_t>& allowed) const {
    return std::ranges::any_of(label_sets_[seen_[id].labels],
                               [&](uint32_t label) { return std::ranges::binary_search(allowed, label); });
  }

  Result<void> Nodes() {
    seen_.resize(snapshot_.NodeIdLimit());
    return snapshot_.ForEachNode([&](NodeId id) {
      ++nodes_;
      if (id >= seen_.size()) {
        Find("node", fmt::format("node {}", id), "its id is at or above the store's limit");
        return true;
      }
      auto node = snapshot_.GetNode(id);
      if (!node) {
        Find("node", fmt::format("node {}", id), node.error().ToString());
        return true;
      }
      Seen& seen = seen_[id];
      seen.exists = true;
      seen.labels = LabelSetOf(node->labels);
      seen.needs_parent = node->HasLabel(label::Section) || node->HasLabel(label::Measure);
      for (const std::string& label : node->labels) {
        ++label_counts_[label];
        if (!std::binary_search(labels_.begin(), labels_.end(), label)) {
          Find("index", node->key, fmt::format("its label '{}' is not among the labels in use", label));
        }
      }
      auto found = snapshot_.FindNode(node->key);
      if (!found || !*found || **found != id) Find("index", node->key, "its key does not lead back to it");
      for (size_t i = 0; i < std::size(kIndexRules); ++i) {
        const Value* value =
            node->HasLabel(kIndexRules[i].label) ? node->properties.Find(kIndexRules[i].property) : nullptr;
        if (value == nullptr) continue;
        if (value->type() == Value::Type::kString) ++indexed_[i][value->as_string()];
      }
      return true;
    });
  }

  Result<void> LabelIndex() {
    for (size_t i = 0; i < labels_.size(); ++i) {
      uint64_t count = 0;
      auto done = snapshot_.ForEachNodeWithLabel(labels_[i], [&](NodeId id) {
        ++count;
        const bool exists = id < seen_.size() && seen_[id].exists;
        if (!exists || !HasAny(id, {static_cast<uint32_t>(i)})) {
          Find("index", KeyOf(id),
               fmt::format("the index of labels has it under '{}', which it has not", labels_[i]));
        }
        return true;
      });
      if (!done) return done;
      if (count != label_counts_[labels_[i]]) {
        Find("index", labels_[i],
             fmt::format("the index of labels has {} nodes, a scan {}", count, label_counts_[labels_[i]]));
      }
    }
    return {};
  }

  Result<void> PropertyIndexes() {
    for (const auto& [rule, values] : indexed_) {
      const auto [label, property] = kIndexRules[rule];
      for (const auto& [text, expected] : values) {
        uint64_t count = 0;
        auto done = snapshot_.ForEachNodeWhere(label, property, Value(text), [&](NodeId id) {
          ++count;
          auto node = snapshot_.GetNode(id);
          if (!node || !node->HasLabel(label) || node->properties.FindString(property) != text) {
            Find("index", KeyOf(id),
                 fmt::format("the index of {}.{} has it under '{}', which it does not say", label, property,
                             text));
          }
          return true;
        });
        if (!done) return done;
        if (count != expected) {
          Find("index", fmt::format("{}.{} = '{}'", label, property, text),
               fmt::format("the index has {} nodes, a scan {}", count, expected));
        }
      }
    }
    indexed_.clear();
    return {};
  }

  std::vector<uint32_t> Allowed(std::string_view labels) const {
    std::vector<std::string> names;
    for (const std::string_view label : Split(labels, '|')) names.emplace_back(label);
    return PlacesOf(names);
  }

  Result<void> Edges() {
    struct Ends {
      std::vector<uint32_t> from, to;
      const EdgeRule* rule;
    };
    std::map<std::string, Ends, std::less<>> rules;
    for (const EdgeRule& rule : kEdgeRules)
      rules.emplace(rule.type, Ends{Allowed(rule.from), Allowed(rule.to), &rule});
    return snapshot_.ForEachEdge([&](const Edge& edge) {
      ++edges_;
      ++type_counts_[edge.type];
      const auto where = [&] {
        return fmt::format("edge {} {} {} -> {}", edge.id, edge.type, KeyOf(edge.from), KeyOf(edge.to));
      };
      if (edge.id >= snapshot_.EdgeIdLimit())
        Find("edge", where(), "its id is at or above the store's limit");
      const bool from = edge.from < seen_.size() && seen_[edge.from].exists;
      const bool to = edge.to < seen_.size() && seen_[edge.to].exists;
      if (!from || !to) {
        Find("edge", where(), fmt::format("its {} does not exist", from ? "end" : "start"));
        return true;
      }
      const Symbol type = snapshot_.FindSymbol(edge.type).value_or(0);
      seen_[edge.from].out += Fingerprint(edge.id, type, edge.to);
      seen_[edge.to].in += Fingerprint(edge.id, type, edge.from);
      if (edge.type == edge::STATES || edge.type == edge::HAS_PART || edge.type == edge::HAS_SECTION) {
        seen_[edge.to].stating = static_cast<uint8_t>(std::min(2, seen_[edge.to].stating + 1));
      } else if (edge.type == edge::HAS_ITEM) {
        seen_[edge.to].holding = static_cast<uint8_t>(std::min(2, seen_[edge.to].holding + 1));
      }
      const auto rule = rules.find(edge.type);
      if (rule != rules.end() &&
          (!HasAny(edge.from, rule->second.from) || !HasAny(edge.to, rule->second.to))) {
        Find("schema", where(),
             fmt::format("{} goes from {} to {}", edge.type, rule->second.rule->from, rule->second.rule->to));
      }
      return true;
    });
  }

  // The records of edges have put their fingerprints into both ends; the lists of neighbours must come to
  // the same sums.
  Result<void> Adjacency() {
    std::vector<uint64_t> scanned(seen_.size());
    auto done = snapshot_.ScanAdjacency([&](NodeId from, const Adjacent& adjacent) {
      const bool known = from < seen_.size() && seen_[from].exists;
      if (known) scanned[from] += Fingerprint(adjacent.edge, adjacent.type, adjacent.node);
      if (!known)
        Find("index", fmt::format("node {}", from), "the adjacency speaks of a node that does not exist");
      return true;
    });
    if (!done) return done;
    for (NodeId id = 0; id < seen_.size(); ++id) {
      if (!seen_[id].exists) continue;
      uint64_t out = 0;
      for (const Direction direction : {Direction::kOut, Direction::kIn}) {
        done = snapshot_.ForEachAdjacent(id, direction, std::nullopt, [&](const Adjacent& adjacent) {
          const uint64_t print = Fingerprint(adjacent.edge, adjacent.type, adjacent.node);
          if (direction == Direction::kIn) seen_[id].in -= print;
          out += direction == Direction::kOut ? print : 0;
          return true;
        });
        if (!done) return done;
      }
      if (scanned[id] != out)
        Find("index", KeyOf(id), "a scan of the adjacency and its own neighbours differ");
      if (seen_[id].out != out)
        Find("index", KeyOf(id), "its outgoing neighbours and the records of its edges differ");
      if (seen_[id].in != 0)
        Find("index", KeyOf(id), "its incoming neighbours and the records of its edges differ");
    }
    return {};
  }

  Result<void> Counts() {
    const auto compare = [&](std::string what, uint64_t kept, uint64_t scanned) {
      if (kept != scanned)
        Find("count", std::move(what), fmt::format("the store keeps {}, a scan finds {}", kept, scanned));
    };
    compare("nodes", snapshot_.NodeCount(), nodes_);
    compare("edges", snapshot_.EdgeCount(), edges_);
    for (const std::string& label : labels_) compare(label, snapshot_.NodeCount(label), label_counts_[label]);
    for (const std::string& type : snapshot_.EdgeTypes())
      compare(type, snapshot_.EdgeCount(type), type_counts_[type]);
    const std::vector<std::string> types = snapshot_.EdgeTypes();
    for (const auto& [type, count] : type_counts_) {
      if (!std::binary_search(types.begin(), types.end(), type))
        compare(type, snapshot_.EdgeCount(type), count);
    }
    return {};
  }

  Result<void> Trees() {
    for (NodeId id = 0; id < seen_.size(); ++id) {
      const Seen& seen = seen_[id];
      if (!seen.needs_parent) continue;
      // A list item hangs under the section that states it, and may hang under its opening words too.
      const bool well = seen.stating == 1 ? seen.holding <= 1 : seen.stating == 0 && seen.holding == 1;
      if (!well) {
        Find("tree", KeyOf(id),
             seen.stating + seen.holding == 0 ? "nothing holds it" : "more than one whole holds it");
      }
    }
    return {};
  }

  Result<void> Texts() {
    for (const std::string_view label : {label::Version}) {
      auto versions = WithLabel(snapshot_, label);
      if (!versions) return tl::unexpected(versions.error());
      for (const NodeId id : *versions) {
        if (auto done = OneText(id); !done) return done;
      }
    }
    // Edges whose start stands in no text name their version.
    std::unordered_map<std::string, std::string> texts;
    return snapshot_.ForEachEdge([&](const Edge& edge) {
      const std::string_view named = edge.properties.FindString(property::version);
      if (named.empty() || !SpanOf(edge.properties)) return true;
      auto text = texts.find(std::string(named));
      if (text == texts.end()) {
        texts.clear();  // edges of one version stand together; one text at a time is enough
        auto version = snapshot_.FindNode(named);
        if (!version || !*version) {
          Find("span", KeyOf(edge.from),
               fmt::format("its edge {} speaks of the version '{}', which does not exist", edge.type, named));
          return true;
        }
        auto bytes = snapshot_.GetBlob(**version, "text");
        if (!bytes) {
          Find("span", std::string(named), bytes.error().ToString());
          return true;
        }
        text = texts.emplace(std::string(named), std::move(*bytes)).first;
      }
      CheckSpan(text->second, edge.properties,
                fmt::format("edge {} {} {} -> {}", edge.id, edge.type, KeyOf(edge.from), KeyOf(edge.to)));
      return true;
    });
  }

  Result<void> OneText(NodeId version) {
    auto size = snapshot_.BlobSize(version, "text");
    if (!size) return tl::unexpected(size.error());
    if (!*size) return {};
    auto text = snapshot_.GetBlob(version, "text");
    if (!text) {
      Find("span", KeyOf(version), text.error().ToString());
      return {};
    }
    ++texts_;
    if (const size_t bad = FindInvalidUtf8(*text); bad != std::string_view::npos) {
      Find("span", KeyOf(version), fmt::format("its text is no UTF-8 at byte {}", bad));
      return {};
    }
    auto below = Below(snapshot_, version);
    if (!below) return tl::unexpected(below.error());
    for (const NodeId id : *below) {
      auto node = snapshot_.GetNode(id);
      if (!node) continue;  // reported by Nodes
      const bool inside = CheckSpan(*text, node->properties, node->key);
      if (inside && node->HasLabel(label::Section)) CheckHeading(*text, *node);
      auto done = snapshot_.ForEachAdjacent(id, Direction::kOut, std::nullopt, [&](const Adjacent& adjacent) {
        auto edge = snapshot_.GetEdge(adjacent.edge);
        if (!edge) {
          Find("edge", node->key,
               fmt::format("its edge {} cannot be read: {}", adjacent.edge, edge.error().ToString()));
        } else if (edge->properties.FindString(property::version).empty()) {
          CheckSpan(*text, edge->properties,
                    fmt::format("edge {} {} {} -> {}", edge->id, edge->type, node->key, KeyOf(edge->to)));
        }
        return true;
      });
      if (!done) return done;
    }
    return {};
  }

  // True when there is a span and it is sound.
  bool CheckSpan(const std::string& text, const PropertyMap& properties, const std::string& where) {
    const Value* start = properties.Find(property::start);
    const Value* end = properties.Find(property::end);
    if (start == nullptr && end == nullptr) return false;
    const auto span = SpanOf(properties);
    ++spans_;
    if (!span) {
      Find("span", where, "it has a start or an end, but not both as whole numbers");
      return false;
    }
    const auto between = [&](uint64_t at) {
      return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    };
    if (span->start > span->end || span->end > text.size()) {
      Find("span", where,
           fmt::format("{} to {} does not lie in a text of {} bytes", span->start, span->end, text.size()));
      return false;
    }
    if (!between(span->start) || !between(span->end)) {
      Find("span", where, fmt::format("{} to {} cuts a character in two", span->start, span->end));
      return false;
    }
    const std::string_view quote = properties.FindString(property::quote);
    const auto says = std::string_view(text).substr(span->start, span->end - span->start);
    if (!quote.empty() && quote != says)
      Find("quote", where,
           fmt::format("it quotes '{}' where the text says '{}'", quote, says.substr(0, 200)));
    return true;
  }

  void CheckHeading(const std::string& text, const Node& section) {
    const std::string_view heading = section.properties.FindString(property::heading);
    if (heading.empty() || section.properties.FindString(property::kind) == "synthetic") return;
    const auto span = SpanOf(section.properties);
    // A heading stands at the head: no need to fold all of a long section.
    const auto head = std::string_view(text).substr(
        span->start, std::min<uint64_t>(span->end - span->start, 4 * heading.size() + 4096));
    if (CollapseSpace(head).find(CollapseSpace(heading)) == std::string::npos) {
      Find("quote", section.key, fmt::format("its heading '{}' does not stand at its beginning", heading));
    }
  }

  Result<void> Mappings() {
    return VisitContradictions(snapshot_, [&](const Contradiction& found) {
      std::string rows;
      for (const ContradictingChain& chain : found.chains) {
        std::vector<std::string> says;
        for (const EdgeId row : chain.rows) says.push_back(RowText(row));
        rows += fmt::format("{}{} by {}", rows.empty() ? "" : "; ", chain.said, fmt::join(says, " and "));
      }
      Find("mapping", fmt::format("{} and {}", KeyOf(found.a), KeyOf(found.b)),
           "what the rows say cannot hold at once: " + rows);
    });
  }

  Result<void> Reviews() {
    return ForEachJournal(
        snapshot_, [this](const std::string& version, const Result<std::vector<Decision>>& journal) {
          if (!journal) Find("review", version, "its journal cannot be read: " + journal.error().ToString());
        });
  }

  // What mappings end at. An id that no catalogue knows is no fault of the store, and is a note.
  Result<void> Items() {
    auto items = DoubtfulItems(snapshot_);
    if (!items) return tl::unexpected(items.error());
    constexpr std::string_view kMend = "mend it with: concord ingest --again FILE, for the file of";
    std::vector<std::string> unknown;
    for (const DoubtfulItem& item : *items) {
      if (item.kind == DoubtfulItem::Kind::kUnknown) {
        unknown.push_back(item.nearest.empty() ? item.key
                                               : fmt::format("{} (nearest: {})", item.key, item.nearest));
        continue;
      }
      const bool placeholder = item.kind == DoubtfulItem::Kind::kPlaceholder;
      Find("item", item.key,
           fmt::format("{} (mappings that end at it: {}); {} '{}'",
                       placeholder ? "it is a word for no item" : "it is several ids in one", item.rows,
                       kMend, item.set));
    }
    if (unknown.empty()) return {};
    const size_t count = unknown.size();
    unknown.resize(std::min({count, most_, size_t{20}}));
    report_.notes.push_back(MakeNote("ids-unknown",
                                     "{} ids of mappings are in no catalogue of the store: {}{}", count,
                                     fmt::join(unknown, ", "), count > unknown.size() ? ", ..." : ""));
    return {};
  }

  const Snapshot& snapshot_;
  const size_t most_;
  const bool deep_;
  const std::vector<std::string> labels_;
  std::vector<std::vector<uint32_t>> label_sets_;
  std::map<std::vector<uint32_t>, uint32_t> label_set_places_;
  std::vector<Seen> seen_;
  std::map<std::string, uint64_t> label_counts_, type_counts_, found_;
  std::map<size_t, std::map<std::string, uint64_t>> indexed_;  // rule -> value -> nodes
  uint64_t nodes_ = 0, edges_ = 0, texts_ = 0, spans_ = 0;
  CheckReport report_;
};

}  // namespace

Result<CheckReport> CheckStore(const Snapshot& snapshot, size_t most, bool deep) {
  return StoreCheck(snapshot, most, deep).Run();
}

}  // namespace concord
