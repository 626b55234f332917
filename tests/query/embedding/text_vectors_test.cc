#include "query/embedding/text_vectors.h"

#include <gtest/gtest.h>

#include "graph/store.h"
#include "tests/query/counting_embedder.h"

namespace concord {
namespace {

using testing::CountingEmbedder;

std::vector<int16_t> Of(TextVectors* vectors, const GraphStore& store,
                        const std::vector<std::string>& texts) {
  auto found = vectors->Of(*store.TakeSnapshot(), texts);
  EXPECT_TRUE(found) << found.error().ToString();
  return found ? std::move(*found) : std::vector<int16_t>();
}

TEST(TextVectors, EqualTextsAreEmbeddedOnce) {
  const auto store = NewMemoryStore();
  CountingEmbedder embedder;
  TextVectors vectors(&embedder, {});
  const auto found = Of(&vectors, *store, {"b", "a", "b"});
  EXPECT_EQ(embedder.texts, 2U);
  const auto a = embedder.VectorOf("a"), b = embedder.VectorOf("b");
  std::vector<int16_t> expected = b;
  expected.insert(expected.end(), a.begin(), a.end());
  expected.insert(expected.end(), b.begin(), b.end());
  EXPECT_EQ(found, expected);
}

TEST(TextVectors, WhatAStoreKeepsIsNotComputedAgain) {
  const auto store = NewMemoryStore();
  CountingEmbedder embedder;
  const std::vector<std::string> first = {"one", "two", "", "three"}, second = {"four", "two", "one", "five"};
  std::vector<int16_t> before;
  for (const auto* texts : {&first, &second}) {
    TextVectors vectors(&embedder, {});
    before = Of(&vectors, *store, *texts);
    ASSERT_TRUE(store->Apply(vectors.TakeNew()));
    EXPECT_TRUE(vectors.TakeNew().empty()) << "taken already";
  }
  EXPECT_EQ(embedder.texts, 6U) << "two of the second are known";
  TextVectors vectors(&embedder, {});
  EXPECT_EQ(Of(&vectors, *store, second), before);
  EXPECT_EQ(embedder.texts, 6U);
  EXPECT_TRUE(vectors.TakeNew().empty());
}

TEST(TextVectors, AnotherModelDoesNotUseThem) {
  const auto store = NewMemoryStore();
  CountingEmbedder embedder;
  TextVectors vectors(&embedder, {});
  Of(&vectors, *store, {"one"});
  ASSERT_TRUE(store->Apply(vectors.TakeNew()));
  CountingEmbedder other;
  other.name = "other";
  TextVectors others(&other, {});
  Of(&others, *store, {"one"});
  EXPECT_EQ(other.texts, 1U);
}

TEST(TextVectors, DamagedVectorsAreToldOf) {
  const auto store = NewMemoryStore();
  GraphBatch batch;
  batch.nodes.push_back({"v", {"Vectors"}, {{"model", "counting"}}, Lifetime::kPermanent});
  batch.blobs.push_back({"v", "vectors", "too short"});
  ASSERT_TRUE(store->Apply(batch));
  CountingEmbedder embedder;
  TextVectors vectors(&embedder, {});
  const std::vector<std::string> texts = {"one"};
  const auto found = vectors.Of(*store->TakeSnapshot(), texts);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace concord
