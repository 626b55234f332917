#include "query/editions/revisions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "graph/revision_unit.h"
#include "query/check/store_check.h"
#include "query/query.h"
#include "tests/environment.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;
using Strings = std::vector<std::string>;

// Two editions of which a reader can say what became of each section; "number|heading|text" each.
const Strings kFirst = {
    "1|Boats.|Every boat carries a lamp and a bell.",
    "2|Cargo.|Cargo stays below the painted line.",
    "3|Quays.|A quay is swept each morning.",
    "4|Ropes.|Ropes lie coiled in the northern shed. Wardens inspect mooring rings twice every winter.",
    "5|Fires.|Fires are lit only upon gravel beside mills.",
    "6|Smoke.|Kitchen smoke leaves through tall chimneys.",
    "7|Gulls.|Nobody feeds gulls.",
};
const Strings kSecond = {
    "1|Boats.|Every boat carries a lamp and a horn.",
    "2|Cargo.|Cargo stays below the painted line.",
    "3|Cranes.|Lifting machines need a certificate.",
    "4|Quays.|A quay is swept each morning.",
    "5|Ropes.|Ropes lie coiled in the northern shed.",
    "6|Rings.|Wardens inspect mooring rings twice every winter.",
    "7|Fires.|Fires are lit only upon gravel beside mills. Kitchen smoke leaves through tall chimneys.",
};
// Worked out by hand; what was added (3) or removed (7) has no edge.
const Strings kTruth = {
    "code@2:1 reworded code@1:1", "code@2:2 same code@1:2",  "code@2:4 renumbered code@1:3",
    "code@2:5 split code@1:4",    "code@2:6 split code@1:4", "code@2:7 merged code@1:5",
    "code@2:7 merged code@1:6",
};

void AddEdition(const std::string& work, const std::string& version, const Strings& sections,
                TinyGraph* graph) {
  std::string text;
  Strings words;
  for (const std::string& section : sections) {
    words.push_back(section);
    std::replace(words.back().begin(), words.back().end(), '|', ' ');
    text += words.back() + "\n";
  }
  graph->Version(work, version, text);
  for (size_t i = 0; i < sections.size(); ++i) {
    const size_t bar = sections[i].find('|'), next = sections[i].find('|', bar + 1);
    const std::string number = sections[i].substr(0, bar);
    graph->Section(version + ":" + number, version, number, sections[i].substr(bar + 1, next - bar - 1),
                   words[i]);
  }
}

TinyGraph Harbour() {
  TinyGraph graph;
  graph.Node("code", {"Document"}, {{"title", "Harbour code"}});
  AddEdition("code", "code@1", kFirst, &graph);
  AddEdition("code", "code@2", kSecond, &graph);
  return graph;
}

// Both kinds of store, as removal is written twice.
class RevisionsTest : public ::testing::TestWithParam<bool> {
 protected:
  void Fill(TinyGraph graph) {
    if (GetParam()) {
      auto opened = OpenStore(dir_.path() / "store", OpenMode::kCreateIfMissing);
      ASSERT_TRUE(opened) << opened.error().ToString();
      store_ = std::move(*opened);
    } else {
      store_ = NewMemoryStore();
    }
    Apply(graph.batch());
  }
  void Apply(const GraphBatch& batch) {
    const auto applied = store_->Apply(batch);
    ASSERT_TRUE(applied) << applied.error().ToString();
  }
  Revisions Save(std::string_view earlier, std::string_view later, const AlignmentOptions& options = {}) {
    auto saved = SaveRevisions(*store_->TakeSnapshot(), earlier, later, options);
    EXPECT_TRUE(saved) << saved.error().ToString();
    if (!saved) return {};
    Apply(saved->batch);
    return std::move(*saved);
  }
  // "from kind to" of the edges in the store, which must be sound.
  Strings Edges() const {
    const auto snapshot = store_->TakeSnapshot();
    Strings edges;
    const auto read = snapshot->ForEachEdge([&](const Edge& edge) {
      if (edge.type != "REVISES") return true;
      EXPECT_EQ(edge.properties.FindString("method"), "rule");
      edges.push_back(snapshot->GetNode(edge.from)->key + " " +
                      std::string(edge.properties.FindString("kind")) + " " +
                      snapshot->GetNode(edge.to)->key);
      return true;
    });
    EXPECT_TRUE(read);
    const auto report = CheckStore(*snapshot, 10);
    EXPECT_TRUE(report);
    if (report) {
      EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
    }
    std::sort(edges.begin(), edges.end());
    return edges;
  }
  ErrorCode Refusal(std::string_view earlier, std::string_view later) const {
    const auto saved = SaveRevisions(*store_->TakeSnapshot(), earlier, later);
    return saved ? ErrorCode::kUnsupported : saved.error().code;
  }
  Strings Units() const {
    Strings names;
    const auto units = store_->TakeSnapshot()->Units();
    EXPECT_TRUE(units);
    for (const Unit& unit : *units) names.push_back(unit.name);
    return names;
  }

  testing::TemporaryDir dir_;
  std::unique_ptr<GraphStore> store_;
};

TEST_P(RevisionsTest, EdgesSayWhatBecameOfEachPart) {
  Fill(Harbour());
  const Revisions saved = Save("code@1", "code@2");
  EXPECT_EQ(saved.earlier, "code@1");
  EXPECT_EQ(saved.later, "code@2");
  // same, renumbered, reworded, split, merged, regrouped
  EXPECT_EQ(saved.edges, (std::array<size_t, kRevisionKinds>{1, 1, 1, 2, 2, 0}));
  EXPECT_EQ(Edges(), kTruth);
}

TEST_P(RevisionsTest, EdgesAreTheRowsOfDiffThatHaveTwoSides) {
  Fill(Harbour());
  Save("code@1", "code@2");
  const auto answer =
      FindQuery("diff")->run(*store_->TakeSnapshot(), {{"code@1", "code@2"}, {{"all", "true"}}});
  ASSERT_TRUE(answer);
  const auto column = [&](std::string_view name) {
    return static_cast<size_t>(std::find_if(answer->columns.begin(), answer->columns.end(),
                                            [&](const auto& one) { return one.name == name; }) -
                               answer->columns.begin());
  };
  Strings rows;
  for (const Row& row : answer->rows) {
    const std::string from = row.cells[column("from_key")].ToString(),
                      to = row.cells[column("to_key")].ToString();
    const std::string change = row.cells[column("change")].ToString();
    if (change != "added" && change != "removed") {
      rows.push_back(to + " " + (change == "unchanged" ? "same" : change) + " " + from);
    }
  }
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(Edges(), rows);
}

TEST_P(RevisionsTest, SavingAgainReplacesWhatWasSaved) {
  Fill(Harbour());
  Save("code@1", "code@2");
  Save("code@1", "code@2");
  EXPECT_EQ(Edges(), kTruth);
  EXPECT_EQ(Units(), Strings{RevisionUnit("code@1", "code@2")});
  // Without dates nothing tells which was the earlier; the last word holds.
  Save("code@2", "code@1");
  EXPECT_EQ(Units(), Strings{RevisionUnit("code@2", "code@1")});
  const Strings edges = Edges();
  EXPECT_EQ(edges.size(), kTruth.size());
  EXPECT_NE(std::find(edges.begin(), edges.end(), "code@1:4 merged code@2:5"), edges.end());
  EXPECT_NE(std::find(edges.begin(), edges.end(), "code@1:6 split code@2:7"), edges.end());
}

TEST_P(RevisionsTest, PairsOfEditionsStandBesideEachOther) {
  TinyGraph graph = Harbour();
  AddEdition("code", "code@3", kSecond, &graph);
  Fill(std::move(graph));
  Save("code@1", "code@2");
  const Revisions saved = Save("code@2", "code@3");
  EXPECT_EQ(saved.edges, (std::array<size_t, kRevisionKinds>{7, 0, 0, 0, 0, 0}));
  EXPECT_EQ(Edges().size(), kTruth.size() + 7);
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "code@2").value().size(), 2U);
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "code@3").value(), Strings{RevisionUnit("code@2", "code@3")});
  EXPECT_EQ(RevisionUnitsOf(*snapshot, "code").value(), Strings{});
  // One pair goes, the other stays.
  const auto removed = RemoveRevisions(*snapshot, "code@2", "code@3");
  ASSERT_TRUE(removed) << removed.error().ToString();
  Apply(removed->batch);
  EXPECT_EQ(Edges(), kTruth);
  EXPECT_EQ(RemoveRevisions(*store_->TakeSnapshot(), "code@2", "code@3").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(RemoveRevisions(*store_->TakeSnapshot(), "code@2", "code@1").error().code, ErrorCode::kNotFound);
}

TEST_P(RevisionsTest, AnEdgeGoesWithEitherEnd) {
  Fill(Harbour());
  Save("code@1", "code@2");
  GraphBatch removal;
  removal.removed_nodes = {"code@1:4", "code@2:7"};
  Apply(removal);
  EXPECT_EQ(Edges(), Strings(kTruth.begin(), kTruth.begin() + 3));
  Save("code@1", "code@2");
  EXPECT_EQ(Edges(), Strings(kTruth.begin(), kTruth.begin() + 3)) << "of units whose edges went in part";
}

TEST_P(RevisionsTest, APlaceholderIsTheEdgesEvidence) {
  TinyGraph graph;
  graph.Node("code", {"Document"}, {{"title", "Harbour code"}});
  AddEdition("code", "code@1", {"1|Lamps.|Every boat carries a lamp.", "2|Ropes.|Ropes are coiled at dusk."},
             &graph);
  AddEdition("code", "code@2",
             {"1|Lamps.|Every boat carries a lamp.", "2|[Withdrawn: moved to 3]|",
              "3|Gear.|Whatever ties a vessel is stowed when evening falls."},
             &graph);
  const std::string text = graph.text("code@2");
  Fill(std::move(graph));
  Save("code@1", "code@2");
  EXPECT_EQ(Edges(), (Strings{"code@2:1 same code@1:1", "code@2:3 reworded code@1:2"}));
  const auto snapshot = store_->TakeSnapshot();
  size_t stated = 0;
  const auto read = snapshot->ForEachEdge([&](const Edge& edge) {
    if (edge.properties.FindString("basis") != "stated") return true;
    ++stated;
    EXPECT_EQ(edge.properties.FindString("note"), "code@2:2");
    const auto start = static_cast<size_t>(edge.properties.Find("start")->as_int());
    const auto end = static_cast<size_t>(edge.properties.Find("end")->as_int());
    EXPECT_EQ(text.substr(start, end - start).find("2 [Withdrawn: moved to 3]"), 0U);
    return true;
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(stated, 1U);
  const auto why = FindQuery("why")->run(*snapshot, {{"code@2:3", "code@1:2"}, {}});
  ASSERT_TRUE(why) << why.error().ToString();
  const auto words = std::find_if(why->rows.begin(), why->rows.end(),
                                  [](const Row& row) { return row.cells[0].ToString() == "words"; });
  ASSERT_NE(words, why->rows.end());
  EXPECT_NE(words->cells[1].ToString().find("moved to 3"), std::string::npos);
  Save("code@1", "code@2", {.read_notes = false});
  EXPECT_EQ(Edges(), Strings{"code@2:1 same code@1:1"}) << "their words have nothing in common";
}

TEST_P(RevisionsTest, WhatIsNoLaterEditionIsRefused) {
  TinyGraph graph = Harbour();
  graph.Node("other", {"Document"}, {{"title", "Other code"}});
  AddEdition("other", "other@1", kFirst, &graph);
  AddEdition("code", "code@1~fr", {"1|Bateaux.|Chaque bateau porte une lampe."}, &graph);
  graph.Node("code@1~fr", {"Version"}, {{"language", "fr"}});
  AddEdition("code", "code@y", kFirst, &graph);
  AddEdition("code", "code@m", kSecond, &graph);
  graph.Node("code@y", {"Version"}, {{"date", "2024"}});
  graph.Node("code@m", {"Version"}, {{"date", "2024-03-01"}});
  AddEdition("code", "code@z", kSecond, &graph);
  graph.Node("code@z", {"Version"}, {{"date", "2025-01-01"}});
  Fill(std::move(graph));
  EXPECT_EQ(Refusal("code@1", "code@1"), ErrorCode::kUsage);
  EXPECT_EQ(Refusal("code@1", "other@1"), ErrorCode::kUsage);
  EXPECT_EQ(Refusal("code@1", "code@1~fr"), ErrorCode::kUsage);
  EXPECT_EQ(Refusal("code@z", "code@m"), ErrorCode::kUsage);
  EXPECT_EQ(Refusal("code@1", "code@9"), ErrorCode::kNotFound);
  EXPECT_EQ(Edges(), Strings{});
  // A year does not say that it was before or after a day of it.
  EXPECT_EQ(Save("code@m", "code@y").edges[0], 1U);
  EXPECT_EQ(Save("code@y", "code@m").edges[0], 1U);
}

INSTANTIATE_TEST_SUITE_P(Stores, RevisionsTest, ::testing::Bool(),
                         [](const auto& kind) { return kind.param ? "RocksDB" : "Memory"; });

}  // namespace
}  // namespace concord
