// The ten questions of a policy graph in the query language, beside the same written by hand over the view.
//
//   cypher_bench DATA_FOLDER [STORE_FOLDER [QUERY]]   a folder below /tmp; it is kept when it is named
//
// The measures' texts are searched in a second store beside it (STORE_FOLDER-texts).
//
// DATA_FOLDER has nodes (n_Measure.csv ...), edges (e_MAPS_TO.csv ...), params.json and, if there, cum.json:
// sums of the right answers. Labels and types are the names of the files, keys those of the nodes. Both
// sides read one snapshot and one view that are there before; the plan of a query is kept, as every front end
// keeps it. The figures are medians over the parameters, in milliseconds of computing; the last column should
// be 3 or less.
#include <unistd.h>

#include <rapidjson/document.h>
#include <cstdio>
#include <ctime>
#include <functional>

#include "graph/bulk_load.h"
#include "graph/store.h"
#include "graph/view.h"
#include "graph/vocabulary.h"
#include "query/algorithms/page_rank.h"
#include "query/cypher/cypher.h"
#include "query/cypher/plan_cache.h"
#include "query/cypher/procedures/concord_procedures.h"
#include "query/index/snapshot_arrays.h"
#include "query/query.h"
#include "tests/bench/bench_input.h"

namespace concord {
namespace {

using cypher::Value;
using cypher::ValueMap;

// What this thread has computed, in milliseconds: others use the machine too.
double Now() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Lines of a CSV file without quotes, split at commas; the first line has the names.
std::vector<std::vector<std::string>> Csv(const std::filesystem::path& file) {
  const std::string text = OrDie(ReadFile(file, uint64_t{1} << 32));
  std::vector<std::vector<std::string>> rows;
  for (const std::string_view line : Split(text, '\n')) {
    if (line.empty()) continue;
    const auto cells = Split(line, ',');
    rows.emplace_back(cells.begin(), cells.end());
  }
  return rows;
}

void Load(GraphStore* store, const std::filesystem::path& data) {
  auto loader = OrDie(store->NewBulkLoader({.unit = "bench", .fingerprint = "1"}));
  std::map<std::string, BulkNode> ids;
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    const std::string name = entry.path().stem();
    if (!name.starts_with("n_")) continue;
    const auto rows = Csv(entry.path());
    for (size_t i = 1; i < rows.size(); ++i) {
      PutNode node{rows[i][1], {name.substr(2)}, {}, Lifetime::kPermanent};
      for (size_t column = 2; column < rows[0].size(); ++column) {
        const std::string& text = rows[i][column];
        const std::string& title = rows[0][column];
        const bool is_number = title == "year" || title == "depth" || title == "ord";
        node.properties.Set(
            title, is_number ? concord::Value(int64_t{std::atoll(text.c_str())}) : concord::Value(text));
      }
      ids[rows[i][0]] = OrDie(loader->AddNode(node));
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    const std::string name = entry.path().stem();
    if (!name.starts_with("e_")) continue;
    const auto rows = Csv(entry.path());
    for (size_t i = 1; i < rows.size(); ++i) {
      PropertyMap properties;
      if (rows[i].size() > 2) properties.Set("confidence", concord::Value(std::atof(rows[i][2].c_str())));
      OrDie(loader->AddEdge(name.substr(2), ids.at(rows[i][0]), ids.at(rows[i][1]), properties));
    }
  }
  OrDie(loader->Publish());
}

// The texts of the measures as one document, in a store of their own: a search reads the texts of versions.
void LoadTexts(GraphStore* store, const std::filesystem::path& data) {
  std::map<std::string, std::vector<std::string>> measures_of;  // sections by their numbers
  for (const auto& row : Csv(data / "e_HAS_MEASURE.csv")) measures_of[row[0]].push_back(row[1]);
  measures_of.erase("src");
  std::map<std::string, std::string> text_of;
  const auto rows = Csv(data / "n_Measure.csv");
  for (size_t i = 1; i < rows.size(); ++i) text_of[rows[i][0]] = rows[i][2];
  std::string text;
  GraphBatch batch;
  batch.unit = "texts@1";
  batch.nodes = {
      {.key = "texts", .labels = {label::Document}, .properties = {}, .lifetime = Lifetime::kPermanent},
      {.key = batch.unit, .labels = {label::Version}, .properties = {}}};
  batch.edges = {{edge::HAS_VERSION, "texts", batch.unit, {}}};
  const auto span = [&](size_t start) {
    return PropertyMap{{property::start, static_cast<int64_t>(start)},
                       {property::end, static_cast<int64_t>(text.size())}};
  };
  for (const auto& [number, measures] : measures_of) {
    const std::string section = batch.unit + ":" + number;
    const size_t start = text.size();
    for (const std::string& measure : measures) {
      const size_t own = text.size();
      text += text_of.at(measure);
      batch.nodes.push_back(
          {.key = section + "#" + measure, .labels = {label::Measure}, .properties = span(own)});
      batch.edges.push_back({edge::STATES, section, batch.nodes.back().key, {}});
      text += "\n";
    }
    batch.nodes.push_back({.key = section, .labels = {label::Section}, .properties = span(start)});
    batch.edges.push_back({edge::HAS_SECTION, batch.unit, section, {}});
  }
  batch.blobs = {{batch.unit, "text", std::move(text)}};
  OrDie(store->Apply(batch));
}

class Bench {
 public:
  // `only`: the name of the one query to ask; empty for all.
  Bench(const std::filesystem::path& data, const Snapshot& snapshot, const Snapshot& texts,
        const GraphView& view, std::string only)
      : snapshot_(snapshot),
        texts_(texts),
        view_(view),
        only_(std::move(only)),
        seen_(view.vertex_count()),
        other_seen_(view.vertex_count()) {
    parameters_.Parse(OrDie(ReadFile(data / "params.json", uint64_t{1} << 30)).c_str());
    if (std::filesystem::exists(data / "cum.json"))
      sums_.Parse(OrDie(ReadFile(data / "cum.json", uint64_t{1} << 30)).c_str());
    for (const auto& entry : std::filesystem::directory_iterator(data)) {
      if (!entry.path().stem().string().starts_with("n_")) continue;
      const auto rows = Csv(entry.path());
      for (size_t i = 1; i < rows.size(); ++i) keys_[std::stoul(rows[i][0])] = rows[i][1];
    }
  }

  void Run() {
    fmt::print("{:<6} {:>5} {:>10} {:>10} {:>7}   {}\n", "", "n", "by hand", "Cypher", "ratio", "answers");
    Keys();
    Topics();
    Mappings();
    Categories();
    Surroundings();
    Paths();
    Ranks();
    Texts();
  }

 private:
  const rapidjson::Value& Parameter(const char* query, size_t i) {
    const auto& all = parameters_[query];
    return all[static_cast<rapidjson::SizeType>(i % all.Size())];
  }
  std::string Key(const rapidjson::Value& id) const { return keys_.at(id.GetUint()); }
  VertexId Vertex(const std::string& key) const { return view_.vertex(*OrDie(snapshot_.FindNode(key))); }
  uint16_t Type(const char* name) const { return view_.FindType(name).value(); }

  cypher::QueryResult Ask(const std::string& query, ValueMap parameters) const {
    return AskOf(snapshot_, &view_, query, std::move(parameters));
  }
  cypher::QueryResult AskOf(const Snapshot& snapshot, const GraphView* view, const std::string& query,
                            ValueMap parameters) const {
    cypher::QueryOptions options;
    options.parameters = std::move(parameters);
    options.view = view;
    options.procedures = &cypher::ConcordProcedures();
    options.plans = &plans_;
    auto result = cypher::RunCypher(snapshot, query, options);
    if (!result) {
      fmt::print(stderr, "{}\n", result.error().ToString(query));
      std::exit(1);
    }
    return *std::move(result);
  }
  // A column added up.
  static int64_t Sum(const cypher::QueryResult& result, size_t column) {
    int64_t sum = 0;
    for (const auto& row : result.rows) sum += row[column].as_int();
    return sum;
  }

  using Asked = std::function<int64_t(size_t)>;
  void Measure(const char* name, size_t n, const Asked& by_hand, const Asked& in_cypher) {
    if (!only_.empty() && only_ != name) return;
    std::vector<double> hand, query;
    int64_t hand_sum = 0, query_sum = 0;
    for (size_t i = 0; i < std::min<size_t>(n, 10); ++i) {
      by_hand(i);
      in_cypher(i);
    }
    for (size_t i = 0; i < n; ++i) {
      double start = Now();
      hand_sum += by_hand(i);
      hand.push_back(Now() - start);
      start = Now();
      query_sum += in_cypher(i);
      query.push_back(Now() - start);
    }
    std::sort(hand.begin(), hand.end());
    std::sort(query.begin(), query.end());
    std::string verdict = hand_sum == query_sum ? "same" : fmt::format("DIFFER {} {}", hand_sum, query_sum);
    if (sums_.IsObject() && sums_.HasMember(name)) {
      const auto& cumulated = sums_[name];
      const int64_t right = cumulated[static_cast<rapidjson::SizeType>(n - 1)].GetInt64();
      verdict += right == query_sum ? ", right" : fmt::format(", WRONG: {} not {}", query_sum, right);
    }
    fmt::print("{:<6} {:>5} {:>10.4f} {:>10.4f} {:>7.2f}   {}\n", name, n, hand[n / 2], query[n / 2],
               query[n / 2] / hand[n / 2], verdict);
    std::fflush(stdout);
  }

  // Marks a vertex; false when it was marked since the last Forget.
  bool Mark(VertexId v) {
    if (seen_[v] == round_) return false;
    seen_[v] = round_;
    return true;
  }
  void Forget() { ++round_; }
  VertexId Parent(VertexId v, uint16_t type) const {
    const GraphView::Row row = view_.In(v, type);
    return row.size() == 0 ? kNoVertex : row.vertices[0];
  }

  void Keys() {
    const auto key = [&](size_t i) { return std::string(Parameter("q1", i).GetString()); };
    Measure(
        "Q1", 200,
        [&](size_t i) {
          const Node node = OrDie(snapshot_.GetNode(*OrDie(snapshot_.FindNode(key(i)))));
          return static_cast<int64_t>(node.properties.Find("text")->as_string().size());
        },
        [&](size_t i) {
          const auto result =
              Ask("MATCH (m:Measure) WHERE key(m) = $key RETURN m.text", {{"key", Value(key(i))}});
          return static_cast<int64_t>(result.rows[0][0].as_string().size());
        });
  }

  void Topics() {
    const uint16_t narrower = Type("NARROWER"), tagged = Type("TAGGED"), mentions = Type("MENTIONS"),
                   has_measure = Type("HAS_MEASURE"), has_section = Type("HAS_SECTION"),
                   issued_by = Type("ISSUED_BY");
    std::vector<uint32_t> counts(view_.vertex_count()), last(view_.vertex_count());
    uint32_t measure_round = 0;
    Measure(
        "Q2", 200,
        [&](size_t i) {
          Forget();
          std::vector<VertexId> topics = {Vertex(Key(Parameter("q2", i)))}, forums;
          for (size_t at = 0; at < topics.size(); ++at) {
            for (const VertexId below : view_.Out(topics[at], narrower).vertices) topics.push_back(below);
          }
          for (const VertexId topic : topics) {
            for (const VertexId measure : view_.In(topic, tagged).vertices) {
              if (!Mark(measure)) continue;
              ++measure_round;
              const auto add = [&](VertexId forum) {
                if (last[forum] == measure_round) return;
                last[forum] = measure_round;
                if (counts[forum]++ == 0) forums.push_back(forum);
              };
              const VertexId document = Parent(Parent(measure, has_measure), has_section);
              for (const VertexId forum : view_.Out(document, issued_by).vertices) add(forum);
              for (const VertexId forum : view_.Out(measure, mentions).vertices) add(forum);
            }
          }
          const size_t top = std::min<size_t>(20, forums.size());
          std::partial_sort(forums.begin(), forums.begin() + static_cast<ptrdiff_t>(top), forums.end(),
                            [&](VertexId a, VertexId b) { return counts[a] > counts[b]; });
          int64_t sum = 0;
          for (size_t at = 0; at < top; ++at) {
            sum += counts[forums[at]];
            OrDie(snapshot_.GetNode(view_.node(forums[at])));  // its name
          }
          for (const VertexId forum : forums) counts[forum] = 0;
          return sum;
        },
        [&](size_t i) {
          return Sum(Ask("MATCH (t:Topic)-[:NARROWER*0..]->()<-[:TAGGED]-(m:Measure) WHERE key(t) = $key "
                         "WITH DISTINCT m CALL { WITH m MATCH (m)-[:MENTIONS]->(f) RETURN f UNION WITH m "
                         "MATCH (m)<-[:HAS_MEASURE]-()<-[:HAS_SECTION]-()-[:ISSUED_BY]->(f) RETURN f } "
                         "WITH f, count(*) AS measures ORDER BY measures DESC LIMIT 20 "
                         "RETURN f.name AS forum, measures",
                         {{"key", Value(Key(Parameter("q2", i)))}}),
                     1);
        });
  }

  void Mappings() {
    const uint16_t maps_to = Type("MAPS_TO"), has_measure = Type("HAS_MEASURE"),
                   has_section = Type("HAS_SECTION"), has_document = Type("HAS_DOCUMENT");
    Measure(
        "Q3", 200,
        [&](size_t i) {
          Forget();
          const VertexId a = Vertex(Key(Parameter("q3", i)[0])), b = Vertex(Key(Parameter("q3", i)[1]));
          std::vector<VertexId> level, next;
          for (const VertexId document : view_.Out(a, has_document).vertices) {
            for (const VertexId section : view_.Out(document, has_section).vertices) {
              for (const VertexId measure : view_.Out(section, has_measure).vertices)
                level.push_back(measure);
            }
          }
          int64_t count = 0;
          for (int hop = 0; hop < 3; ++hop) {
            next.clear();
            for (const VertexId from : level) {
              for (const VertexId to : view_.Out(from, maps_to).vertices) {
                if (!Mark(to)) continue;
                next.push_back(to);
                count += Parent(Parent(Parent(to, has_measure), has_section), has_document) == b;
              }
            }
            level.swap(next);
          }
          return count;
        },
        [&](size_t i) {
          return Sum(
              Ask("MATCH (a:Framework)-[:HAS_DOCUMENT]->()-[:HAS_SECTION]->()-[:HAS_MEASURE]->(m) "
                  "WHERE key(a) = $a MATCH (m)-[:MAPS_TO*1..3]->(x:Measure) WITH DISTINCT x "
                  "MATCH (x)<-[:HAS_MEASURE]-()<-[:HAS_SECTION]-()<-[:HAS_DOCUMENT]-(b:Framework) "
                  "WHERE key(b) = $b RETURN count(DISTINCT x) AS n",
                  {{"a", Value(Key(Parameter("q3", i)[0]))}, {"b", Value(Key(Parameter("q3", i)[1]))}}),
              0);
        });
  }

  void Categories() {
    const uint16_t coded_as = Type("CODED_AS"), broader = Type("BROADER"), has_measure = Type("HAS_MEASURE"),
                   has_section = Type("HAS_SECTION"), has_document = Type("HAS_DOCUMENT");
    Measure(
        "Q4", 20,
        [&](size_t) {
          std::map<std::pair<VertexId, VertexId>, int64_t> counts;
          std::vector<int64_t> by_framework(view_.vertex_count());
          int64_t sum = 0;
          std::map<VertexId, std::vector<VertexId>> below;
          for (const VertexId code : view_.WithLabel("Code")) {
            const Node node = OrDie(snapshot_.GetNode(view_.node(code)));
            if (node.properties.Find("scheme")->as_string() != "mitigation") continue;
            VertexId top = code;
            for (auto up = view_.Out(top, broader); up.size() > 0; up = view_.Out(top, broader))
              top = up.vertices[0];
            below[top].push_back(code);
          }
          for (const auto& [top, codes] : below) {
            std::vector<VertexId> frameworks;
            for (const VertexId code : codes) {
              for (const VertexId measure : view_.In(code, coded_as).vertices) {
                const VertexId framework =
                    Parent(Parent(Parent(measure, has_measure), has_section), has_document);
                if (by_framework[framework]++ == 0) frameworks.push_back(framework);
              }
            }
            for (const VertexId framework : frameworks) {
              sum += counts[{framework, top}] = by_framework[framework];
              by_framework[framework] = 0;
            }
          }
          return sum;
        },
        [&](size_t) {
          return Sum(Ask("MATCH (c:Code {scheme: 'mitigation'})-[:BROADER*0..]->(top) "
                         "WHERE NOT (top)-[:BROADER]->() "
                         "MATCH (c)<-[:CODED_AS]-(m)<-[:HAS_MEASURE]-()<-[:HAS_SECTION]-()"
                         "<-[:HAS_DOCUMENT]-(f) RETURN f, top, count(*) AS n",
                         {}),
                     2);
        });
  }

  // Nodes within some hops over the types, or all; calls for every row of a vertex that is left.
  std::vector<VertexId> Around(VertexId start, int hops, std::span<const uint16_t> types) {
    Forget();
    std::vector<VertexId> reached = {start};
    Mark(start);
    size_t at = 0;
    for (int hop = 0; hop < hops; ++hop) {
      for (const size_t end = reached.size(); at < end; ++at) {
        const VertexId v = reached[at];
        const auto add = [&](const GraphView::Row& row) {
          for (const VertexId to : row.vertices) {
            if (Mark(to)) reached.push_back(to);
          }
        };
        if (types.empty()) {
          add(view_.Out(v));
          add(view_.In(v));
        }
        for (const uint16_t type : types) {
          add(view_.Out(v, type));
          add(view_.In(v, type));
        }
      }
    }
    return reached;
  }

  void Surroundings() {
    const auto key = [&](size_t i) { return Key(Parameter("q5", i)); };
    // The start is counted among them.
    Measure(
        "Q5a", 200, [&](size_t i) { return static_cast<int64_t>(Around(Vertex(key(i)), 2, {}).size()); },
        [&](size_t i) {
          return Sum(Ask("MATCH (a:Measure)-[*0..2]-(b) WHERE key(a) = $key RETURN count(DISTINCT b) AS n",
                         {{"key", Value(key(i))}}),
                     0);
        });
    const std::vector<uint16_t> types = {Type("MAPS_TO"), Type("REFERS_TO")};
    Measure(
        "Q5b", 200, [&](size_t i) { return static_cast<int64_t>(Around(Vertex(key(i)), 3, types).size()); },
        [&](size_t i) {
          return Sum(Ask("MATCH (a:Measure)-[:MAPS_TO|REFERS_TO*0..3]-(b) WHERE key(a) = $key "
                         "RETURN count(DISTINCT b) AS n",
                         {{"key", Value(key(i))}}),
                     0);
        });
  }

  // The number of hops from one vertex to another, searched from both.
  int64_t Hops(VertexId from, VertexId to, std::span<const uint16_t> types) {
    if (from == to) return 0;
    Forget();
    std::vector<VertexId> levels[2] = {{from}, {to}}, next;
    seen_[from] = round_;
    other_seen_[to] = round_;
    for (int64_t hops = 1; !levels[0].empty() && !levels[1].empty(); ++hops) {
      const int side = levels[1].size() < levels[0].size() ? 1 : 0;
      auto& mine = side == 0 ? seen_ : other_seen_;
      const auto& other = side == 0 ? other_seen_ : seen_;
      next.clear();
      const auto meets = [&](const GraphView::Row& row) {
        for (const VertexId v : row.vertices) {
          if (mine[v] == round_) continue;
          if (other[v] == round_) return true;
          mine[v] = round_;
          next.push_back(v);
        }
        return false;
      };
      for (const VertexId v : levels[side]) {
        if (types.empty() && (meets(view_.Out(v)) || meets(view_.In(v)))) return hops;
        for (const uint16_t type : types) {
          if (meets(view_.Out(v, type)) || meets(view_.In(v, type))) return hops;
        }
      }
      levels[side].swap(next);
    }
    return -1;
  }

  void Paths() {
    const std::vector<uint16_t> all, some = {Type("MAPS_TO"), Type("REFERS_TO")};
    for (const auto& [name, edge, types] :
         {std::tuple{"Q6a", "[*]", &all}, std::tuple{"Q6b", "[:MAPS_TO|REFERS_TO*]", &some}}) {
      const std::string query = fmt::format(
          "MATCH (a:Measure), (b:Measure) WHERE key(a) = $a AND key(b) = $b "
          "MATCH p = shortestPath((a)-{}-(b)) RETURN length(p) AS n",
          edge);
      Measure(
          name, 200,
          [&](size_t i) {
            return Hops(Vertex(Key(Parameter("q6", i)[0])), Vertex(Key(Parameter("q6", i)[1])), *types);
          },
          [&](size_t i) {
            const auto result = Ask(
                query, {{"a", Value(Key(Parameter("q6", i)[0]))}, {"b", Value(Key(Parameter("q6", i)[1]))}});
            return result.rows.empty() ? -1 : Sum(result, 0);
          });
    }
  }

  void Ranks() {
    Measure(
        "Q7", 3,
        [&](size_t) {
          const std::vector<double> ranks = OrDie(PageRank(view_, {}));
          return static_cast<int64_t>(ranks.size());
        },
        [&](size_t) {
          return Sum(Ask("CALL concord.pagerank({}) YIELD node, score RETURN count(node) AS n", {}), 0);
        });
  }

  void Texts() {
    const auto words = [&](size_t i) { return std::string(Parameter("q8", i).GetString()); };
    const auto arrays = SnapshotArrays::Of(texts_);  // stays open
    Measure(
        "Q8", 200,
        [&](size_t i) {
          Arguments arguments;
          arguments.words = {words(i)};
          arguments.options["top"] = "10";
          arguments.options["kind"] = "measure";
          return static_cast<int64_t>(OrDie(FindQuery("search")->run(texts_, arguments)).rows.size());
        },
        [&](size_t i) {
          return static_cast<int64_t>(AskOf(texts_, nullptr,
                                            "CALL concord.search($words, {top: 10, kind: 'measure'}) YIELD "
                                            "node RETURN node",
                                            {{"words", Value(words(i))}})
                                          .rows.size());
        });
  }

  const Snapshot& snapshot_;
  const Snapshot& texts_;
  const GraphView& view_;
  const std::string only_;
  mutable cypher::PlanCache plans_;
  rapidjson::Document parameters_, sums_;
  std::map<uint64_t, std::string> keys_;  // by the numbers of the files
  std::vector<uint32_t> seen_, other_seen_;
  uint32_t round_ = 0;
};

int Main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    fmt::print(stderr, "cypher_bench DATA_FOLDER [STORE_FOLDER [QUERY]]\n");
    return 2;
  }
  const std::filesystem::path folder =
      argc > 2 ? std::filesystem::path(argv[2])
               : std::filesystem::temp_directory_path() / fmt::format("concord-cypher-bench-{}", ::getpid());
  const bool is_there = std::filesystem::exists(folder);
  const auto store = OrDie(OpenStore(folder, OpenMode::kCreateIfMissing));
  if (!is_there) Load(store.get(), argv[1]);
  const std::filesystem::path text_folder = folder.string() + "-texts";
  const bool are_texts_there = std::filesystem::exists(text_folder);
  const auto text_store = OrDie(OpenStore(text_folder, OpenMode::kCreateIfMissing));
  if (!are_texts_there) LoadTexts(text_store.get(), argv[1]);
  const auto texts = text_store->TakeSnapshot();
  const auto snapshot = store->TakeSnapshot();
  const GraphView view = OrDie(LoadView(*snapshot));
  fmt::print("{} nodes, {} edges\n", view.vertex_count(), view.edge_count());
  Bench(argv[1], *snapshot, *texts, view, argc > 3 ? argv[3] : "").Run();
  if (argc == 2) {
    std::filesystem::remove_all(folder);
    std::filesystem::remove_all(text_folder);
  }
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc, argv); }
