#include "ingest/readers/pages/html_depth.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <random>

#include "ingest/readers/pages/html_tree.h"

namespace concord {
namespace {

std::string Repeated(std::string_view piece, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += piece;
  return text;
}

size_t DepthOf(const GumboNode& root) {
  size_t deepest = 0;
  std::vector<std::pair<const GumboNode*, size_t>> open{{&root, 1}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    deepest = std::max(deepest, depth);
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE &&
        node->type != GUMBO_NODE_DOCUMENT)
      continue;
    const GumboVector& children = ChildrenOf(*node);
    for (unsigned i = 0; i < children.length; ++i)
      open.emplace_back(static_cast<const GumboNode*>(children.data[i]), depth + 1);
  }
  return deepest;
}

size_t DepthByGumbo(std::string_view html) {
  const HtmlTree tree(gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
  return DepthOf(*tree->root);
}

// The smallest limit that the page keeps.
size_t DepthByUs(std::string_view html) {
  size_t low = 0, high = html.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (FindDeeperTag(html, middle) == std::string_view::npos) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// Were a page to pass that is deeper than we think, nothing but time would be lost: on a stack of 128 KiB a
// tree of 6,000 levels, which gumbo by itself would need some 300 for.
TEST(HtmlDepthTest, ADeepTreeIsFreedWithoutRecursion) {
  static const std::string page = Repeated("<div>", 6000);
  pthread_attr_t small;
  ASSERT_EQ(pthread_attr_init(&small), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&small, 128 << 10), 0);
  pthread_t thread{};
  static size_t depth = 0;
  const auto run = [](void*) -> void* {
    depth = DepthByGumbo(page);
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &small, run, nullptr), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&small);
  EXPECT_EQ(depth, 6002U);  // html and body too
}

// Each of these once was taken for flat, and is not.
TEST(HtmlDepthTest, WhatOnlyLooksClosedCounts) {
  for (const std::string_view piece :
       {"<div>", "<div></b>", "<div><!--</div>-->", "<div a='</div>'>", "<span><div></span>", "<b><div></b>",
        "<div><select></div></select>", "<div><table><td></div>", "<div><SCRIPT></div></SCRIPT>",
        "<div><script><!--<script></script></div>--></script>", "<div><textarea></div></textarea>",
        "<svg><foreignObject><style></svg></style>", "<svg><a><![CDATA[></a></svg>]]>", "<svg><tr>",
        "<math><td>"}) {
    const std::string html = "<html><body>" + Repeated(piece, 300);
    EXPECT_NE(FindDeeperTag(html, 200), std::string_view::npos) << piece;
    EXPECT_GE(4 * DepthByUs(html) + 8, DepthByGumbo(html)) << piece;
  }
  EXPECT_NE(FindDeeperTag("<SCRIPT></SCRIPT>" + Repeated("<div>", 300), 200), std::string_view::npos);
}

// Defect 9: 40,000 attributes on one element took seconds, 300,000 more than 90.
TEST(HtmlDepthTest, TagWithTooManyAttributesIsFound) {
  const auto wide = [](int attributes) {
    std::string tag = "<p>x<p";
    for (int i = 0; i < attributes; ++i) tag += " a" + std::to_string(i) + (i % 2 == 0 ? "='>'" : "");
    return tag;
  };
  const TagLimits limits = {.depth = 1000, .attributes = 50};
  EXPECT_FALSE(FindExcessiveTag(wide(50) + ">x", limits));
  for (const std::string& html : {wide(51) + ">x", wide(300'000) + " />", wide(51), wide(51) + " b='"}) {
    const auto found = FindExcessiveTag(html, limits);
    ASSERT_TRUE(found) << html.substr(0, 200);
    EXPECT_EQ(found->offset, 4u);
    EXPECT_TRUE(found->is_wide);
  }
  // Words that are no attributes.
  std::string words;
  for (int i = 0; i < 100; ++i) words += " w" + std::to_string(i);
  for (const std::string& html :
       {"<!--" + words + "--><p>", "<script>a <b" + words + "</script>", "<p title='" + words + "'>",
        "<style>" + words + "</style>", "<p>" + words, "</p" + std::string(" >")}) {
    EXPECT_FALSE(FindExcessiveTag(html, limits)) << html;
  }
}

// What untidy pages do a thousand times.
TEST(HtmlDepthTest, WhatThePageClosesBySilenceIsFlat) {
  for (const std::string_view piece : {"<p>",
                                       "<p><b>x",
                                       "<li>x",
                                       "<tr><td>x",
                                       "<p><font color=red>x<p>",
                                       "<a name=x>",
                                       "<dd>x<dt>",
                                       "<br>",
                                       "<hr/>",
                                       "<h1>x</h2>",
                                       "<option>x",
                                       "<div><b>x</div>",
                                       "<table><tr><td>x</table>",
                                       "<svg><path/></svg>",
                                       "<svg><title>x</title></svg>",
                                       "<form><div></form></div>",
                                       "<script>if (a<b) '<div>'</script>",
                                       "<!-- <div> -->",
                                       "<div title='<div>'></div>",
                                       "<table><tr><td><p>x<td><p>y</table>",
                                       "<body>"}) {
    const std::string html = "<html><body><table><tr><td><ul>" + Repeated(piece, 3000);
    EXPECT_LE(DepthByUs(html), 20u) << piece;
  }
}

// Two ways to the same answer: gumbo's tree is never much deeper than was said.
TEST(HtmlDepthTest, NeverSaysLessThanTheTree) {
  constexpr std::string_view kPieces[] = {"<div>",
                                          "</div>",
                                          "<p>",
                                          "</p>",
                                          "<b>",
                                          "</b>",
                                          "<i class=a>",
                                          "<i class=b>",
                                          "</i>",
                                          "<a href=x>",
                                          "</a>",
                                          "<table>",
                                          "</table>",
                                          "<tr>",
                                          "</tr>",
                                          "<td>",
                                          "</td>",
                                          "<th>",
                                          "<tbody>",
                                          "<caption>",
                                          "</caption>",
                                          "<ul>",
                                          "</ul>",
                                          "<li>",
                                          "</li>",
                                          "<span>",
                                          "</span>",
                                          "<svg>",
                                          "</svg>",
                                          "<path/>",
                                          "<foreignObject>",
                                          "</foreignObject>",
                                          "<desc>",
                                          "</desc>",
                                          "<math>",
                                          "</math>",
                                          "<mi>",
                                          "</mi>",
                                          "<select>",
                                          "</select>",
                                          "<option>",
                                          "<button>",
                                          "</button>",
                                          "<h1>",
                                          "</h2>",
                                          "<script>",
                                          "</script>",
                                          "<style>",
                                          "</style>",
                                          "<textarea>",
                                          "</textarea>",
                                          "<!--",
                                          "-->",
                                          "<![CDATA[",
                                          "]]>",
                                          "<template>",
                                          "</template>",
                                          "<form>",
                                          "</form>",
                                          "<object>",
                                          "</object>",
                                          "<dd>",
                                          "<dt>",
                                          "<ruby>",
                                          "<rt>",
                                          "<br>",
                                          "<img/>",
                                          "text",
                                          " ",
                                          "<font size=1>",
                                          "<font size=2>",
                                          "</font>",
                                          "<nobr>",
                                          "<frameset>",
                                          "</body>",
                                          "<body>",
                                          "<title>",
                                          "</title>",
                                          "<noscript>",
                                          "</noscript>",
                                          "<input>",
                                          "<x-y>",
                                          "</x-y>",
                                          "<center>",
                                          "</center>"};
  std::mt19937 random(17);
  for (int round = 0; round < 1000; ++round) {
    // A few pieces many times: that is what goes deep.
    std::string unit;
    for (int i = 0, n = 2 + static_cast<int>(random() % 7); i < n; ++i)
      unit += kPieces[random() % std::size(kPieces)];
    const std::string html = (round % 2 == 0 ? "<!DOCTYPE html>" : "") + Repeated(unit, 60);
    ASSERT_GE(4 * DepthByUs(html) + 8, DepthByGumbo(html)) << unit;
  }
}

}  // namespace
}  // namespace concord
