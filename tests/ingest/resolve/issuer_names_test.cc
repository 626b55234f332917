#include "ingest/resolve/issuer_names.h"

#include <gtest/gtest.h>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Names = std::vector<std::string_view>;

Names Of(std::string_view issuer) { return IssuerNames(issuer, testing::BundledExtractors().facts()); }

TEST(IssuerNamesTest, SeveralBodiesInOneField) {
  EXPECT_EQ(Of("United Nations; Fen Board; treaty parties"), (Names{"United Nations", "Fen Board"}));
  EXPECT_EQ(Of("Fen Board; Harbour Office"), (Names{"Fen Board", "Harbour Office"}));
  EXPECT_EQ(Of("OECD and UNESCO"), (Names{"OECD", "UNESCO"}));
}

TEST(IssuerNamesTest, NamesThatHoldTheSameMarksAreOne) {
  EXPECT_EQ(Of("Department of Health and Human Services"),
            (Names{"Department of Health and Human Services"}));
  EXPECT_EQ(Of("Fens and Moors Agency"), (Names{"Fens and Moors Agency"}));
  EXPECT_EQ(Of("https://fens.example/board"), (Names{"https://fens.example/board"}));
  EXPECT_EQ(Of("United Nations / Fen Board"), (Names{"United Nations / Fen Board"}));
  EXPECT_EQ(Of("Lampeville, FN"), (Names{"Lampeville, FN"}));
}

}  // namespace
}  // namespace concord
