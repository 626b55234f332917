#include "app/ingestion.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "graph/vocabulary.h"
#include "ingest/facts/facts_to_batch.h"
#include "query/check/store_check.h"
#include "tests/environment.h"

namespace concord {
namespace {

std::vector<std::string> Findings(const GraphStore& store) {
  const auto report = CheckStore(*store.TakeSnapshot(), 100);
  EXPECT_TRUE(report) << report.error().ToString();
  std::vector<std::string> found;
  if (!report) return found;
  for (const CheckFinding& finding : report->findings)
    found.push_back(std::string(finding.kind) + " " + finding.where);
  return found;
}

// What an older version made of the file of `version`: a word for no counterpart, and a cell with two ids,
// were items, and the tables had other columns.
GraphBatch Poison(const Snapshot& snapshot, const std::string& version) {
  std::string subject;
  EXPECT_TRUE(snapshot.ForEachEdge([&](const Edge& edge) {
    if (edge.type == edge::MAPS_TO) subject = snapshot.GetNode(edge.from)->key;
    return subject.empty();
  }));
  GraphBatch batch;
  batch.unit = version;
  batch.fingerprint = (*snapshot.FindUnit(version))->fingerprint;
  for (const char* key : {"tide:N/A", "tide:T.1, T.2"}) {
    batch.nodes.push_back({key, {"Concept"}, {{"code", std::string(key).substr(5)}}, Lifetime::kShared});
    batch.edges.push_back({"MAPS_TO", subject, key, {{"predicate", "skos:relatedMatch"}, {"set", version}}});
  }
  return batch;
}

TEST(Ingestion, AStorePoisonedByAnOlderVersionIsMendedByReadingItsFileAgain) {
  const testing::TemporaryDir dir;
  const std::filesystem::path file = dir.path() / "quay-to-tide.csv";
  ASSERT_TRUE(WriteFile(file,
                        "Focal Document,Focal Document Element,STRM Relationship,Reference Document,"
                        "Reference Document Element\n"
                        "quay,Q.1,equal,tide,T.1\nquay,Q.2,intersects with,tide,\"T.1, T.2\"\n"
                        "quay,Q.3,no relationship,tide,N/A\n"));
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  IngestOptions options;
  options.roots = {file};
  const auto read = IngestInto(store.get(), options);
  ASSERT_TRUE(read) << read.error().ToString();
  ASSERT_EQ(Findings(*store), std::vector<std::string>{});
  std::string version;
  {
    const auto snapshot = store->TakeSnapshot();
    ASSERT_TRUE(snapshot->ForEachNodeWithLabel(label::Version, [&](NodeId id) {
      version = snapshot->GetNode(id)->key;
      return true;
    }));
    const uint64_t mappings = snapshot->EdgeCount(edge::MAPS_TO);
    ASSERT_EQ(mappings, 4U) << "Q.1 one, Q.2 two, Q.3 none";
    const auto poisoned = store->Apply(Poison(*snapshot, version));
    ASSERT_TRUE(poisoned) << poisoned.error().ToString();
  }
  DatasetFiles older = BundledDatasets();
  older.at("modality.tsv") = "modality\tcues\nobligation\tshall\n";
  GraphBatch tables = FactsToBatch(**Facts::Load(BundledDatasets()), older);
  tables.fingerprint = "of an older version";
  tables.removed_units = {tables.unit};
  ASSERT_TRUE(store->Apply(tables));
  EXPECT_EQ(Findings(*store), (std::vector<std::string>{"item tide:N/A", "item tide:T.1, T.2"}));

  options.again = true;
  const auto mended = IngestInto(store.get(), options);
  ASSERT_TRUE(mended) << mended.error().ToString();
  EXPECT_EQ(mended->notes.size(), 1U) << "that the tables were replaced";
  EXPECT_EQ(Findings(*store), std::vector<std::string>{});
  EXPECT_EQ(store->TakeSnapshot()->EdgeCount(edge::MAPS_TO), 4U);
  EXPECT_FALSE(*store->TakeSnapshot()->FindNode("tide:N/A"));
}

}  // namespace
}  // namespace concord
