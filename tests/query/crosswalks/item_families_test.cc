#include "query/crosswalks/item_families.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace concord::testing {
namespace {

Framework Items(const std::string& key, const std::vector<std::pair<std::string, int32_t>>& items) {
  Framework framework;
  framework.key = key;
  for (const auto& [code, parent] : items) {
    Item item;
    item.id = key + ":" + code;
    item.title = "T" + code;
    item.parent = parent;
    framework.items.push_back(item);
  }
  return framework;
}

TEST(ItemFamilies, WhatHangsUnderOneThingIsAFamily) {
  const ItemFamilies families =
      FamiliesOf(Items("k", {{"A", -1}, {"A.1", 0}, {"A.1.x", 1}, {"B", -1}, {"B.1", 3}}));
  EXPECT_EQ(families.names, (std::vector<std::string>{"A TA", "B TB"}));
  EXPECT_EQ(families.of, (std::vector<uint32_t>{0, 0, 0, 1, 1}));
}

TEST(ItemFamilies, WithoutPartsTheLettersOfIdsCount) {
  std::vector<std::pair<std::string, int32_t>> items = {{"MAP", -1}};
  for (int i = 1; i <= 10; ++i) items.emplace_back("MAP-" + std::to_string(i), -1);
  for (int i = 1; i <= 10; ++i) items.emplace_back("AC-" + std::to_string(i), -1);
  const ItemFamilies families = FamiliesOf(Items("k", items));
  EXPECT_EQ(families.names, (std::vector<std::string>{"MAP TMAP", "AC"}));
  // A handful of items tells more when each stands for itself.
  items.resize(5);
  EXPECT_EQ(FamiliesOf(Items("k", items)).names.size(), 5u);
}

TEST(ItemFamilies, ManyWithPartsGoByTheirLetters) {
  std::vector<std::pair<std::string, int32_t>> items;
  for (const char* letters : {"AC", "AU", "SC"}) {
    for (int i = 1; i <= 10; ++i) {
      const auto root = static_cast<int32_t>(items.size());
      items.emplace_back(letters + ("-" + std::to_string(i)), -1);
      items.emplace_back(letters + ("-" + std::to_string(i) + "(1)"), root);
    }
  }
  items.emplace_back("ZZ-1", -1);
  const ItemFamilies families = FamiliesOf(Items("k", items), 24);
  EXPECT_EQ(families.names, (std::vector<std::string>{"AC", "AU", "SC", "ZZ-1 TZZ-1"}));
  EXPECT_EQ(std::ranges::count(families.of, 1U), 20);
  EXPECT_EQ(FamiliesOf(Items("k", items), 40).names.size(), 31U)
      << "where there is room, each with its parts";
}

TEST(ItemFamilies, ManyAreMergedAndCirclesEnd) {
  std::vector<std::pair<std::string, int32_t>> items;
  for (int i = 0; i < 100; ++i) {
    const std::string letters = {static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26)};
    items.emplace_back(letters + "-1", -1);
    if (i >= 50) items.emplace_back(letters + "-2", -1);
  }
  const ItemFamilies families = FamiliesOf(Items("k", items), 24);
  ASSERT_EQ(families.names.size(), 24u);
  EXPECT_EQ(families.names.back(), "others");
  std::vector<size_t> sizes(24);
  for (const uint32_t family : families.of) ++sizes[family];
  for (size_t f = 0; f < 23; ++f) EXPECT_EQ(sizes[f], 2u) << "the largest are kept";
  EXPECT_EQ(sizes[23], items.size() - 46);
  const ItemFamilies circle = FamiliesOf(Items("k", {{"A", 1}, {"B", 0}, {"C", 0}}));
  EXPECT_EQ(circle.of.size(), 3u);
}

}  // namespace
}  // namespace concord::testing
