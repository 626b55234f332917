#include "app/store_datasets.h"

#include <gtest/gtest.h>

#include "ingest/facts/facts_to_batch.h"

namespace concord {
namespace {

TEST(StoreDatasets, ATableOfAnotherFormSaysHowToReplaceIt) {
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  const DatasetFiles files = BundledDatasets();
  DatasetFiles older = files;
  older.at("modality.tsv") = "modality\tcues\nobligation\tshall\n";
  GraphBatch batch = FactsToBatch(**Facts::Load(files), older);
  batch.fingerprint = "of an older version";
  ASSERT_TRUE(store->Apply(batch));

  const auto facts = FactsOf(store.get());
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.error().source, "modality.tsv");
  EXPECT_NE(facts.error().message.find("`concord init` replaces"), std::string::npos)
      << facts.error().message;

  // What `concord init` does.
  const auto put = PutDatasets(store.get(), files);
  ASSERT_TRUE(put);
  EXPECT_TRUE(*put);
  EXPECT_TRUE(FactsOf(store.get()));
}

}  // namespace
}  // namespace concord
