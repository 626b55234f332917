#include "ingest/source/xml_tree.h"

#include <gtest/gtest.h>

#include <string>

#include "base/unicode.h"
#include "ingest/readers/laws/law_path.h"

namespace concord {
namespace {

Result<std::unique_ptr<XmlTree>> Parse(const SourceText& text) { return XmlTree::Parse(text); }

Error ErrorOf(std::string_view xml, uint32_t max_depth = 256) {
  ReadLimits limits;
  limits.max_depth = max_depth;
  const auto text = SourceText::Open({"x.xml", xml, &limits});
  EXPECT_TRUE(text.has_value());
  const auto tree = Parse(*text);
  EXPECT_FALSE(tree.has_value()) << xml;
  return tree ? Error() : tree.error();
}

std::string Decode(std::string_view raw) {
  std::string out;
  DecodeXmlText(
      raw, [&](std::string_view bytes) { out += bytes; },
      [&](std::string_view, char32_t c) { AppendUtf8(c, &out); });
  return out;
}

TEST(XmlTree, TextsStandWhereTheyStoodInTheFile) {
  const std::string xml = "<?xml version=\"1.0\"?>\n<a x='1 &lt; 2'>one &amp; <b>two</b>\r\n</a>";
  const ReadLimits limits;
  const auto text = SourceText::Open({"x.xml", xml, &limits});
  ASSERT_TRUE(text.has_value());
  const auto tree = Parse(*text);
  ASSERT_TRUE(tree.has_value());
  const pugi::xml_node a = (*tree)->root();
  EXPECT_EQ(XmlAttribute(a, "x"), "1 < 2");
  for (const pugi::xml_node child : a) {
    if (child.type() != pugi::node_pcdata) continue;
    const std::string_view value = child.value();
    EXPECT_EQ(xml.substr(OffsetOf(child), value.size()), value);
  }
}

TEST(XmlTree, ReferencesThatXmlDoesNotHaveStayAsWritten) {
  EXPECT_EQ(Decode("&lt;&#65;&#x42;&apos;"), "<AB'");
  EXPECT_EQ(Decode("a & b &nbsp; &#0; &#xD800; &#x110000; &#; &#x; &"),
            "a & b &nbsp; &#0; &#xD800; &#x110000; &#; &#x; &");
  EXPECT_EQ(Decode("&amp;lt;"), "&lt;");  // once, not twice
}

TEST(XmlTree, FaultsHaveTheirPlace) {
  EXPECT_EQ(ErrorOf("<a>\n<b>").line, 2U);
  EXPECT_NE(ErrorOf("<a>\n<b>").message.find("<b>, which opens at line 2"), std::string::npos);
  EXPECT_NE(ErrorOf("<a>\n<b x='").message.find("tag <b"), std::string::npos);
  EXPECT_EQ(ErrorOf("<a></b>").code, ErrorCode::kInvalid);
  EXPECT_EQ(ErrorOf("<a><!-- ").code, ErrorCode::kInvalid);
  EXPECT_EQ(ErrorOf("<a><![CDATA[ </a>").code, ErrorCode::kInvalid);
  EXPECT_EQ(ErrorOf("words").code, ErrorCode::kInvalid);
}

TEST(XmlTree, DepthLimitIsExact) {
  const auto nested = [](int depth) {
    std::string xml;
    for (int i = 0; i < depth; ++i) xml += "<a>";
    for (int i = 0; i < depth; ++i) xml += "</a>";
    return xml;
  };
  EXPECT_EQ(ErrorOf(nested(11), 10).code, ErrorCode::kLimit);
  ReadLimits limits;
  limits.max_depth = 10;
  const std::string fits = nested(10);
  const auto text = SourceText::Open({"x", fits, &limits});
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(Parse(*text).has_value());
}

TEST(BareNumber, ForWhatIsDisplayed) {
  EXPECT_EQ(BareNumber("Article 14", "art"), "14");
  EXPECT_EQ(BareNumber("Art. 14.", "art"), "14");
  EXPECT_EQ(BareNumber("§ 3a", "art"), "3a");
  EXPECT_EQ(BareNumber("(a)", ""), "a");
  EXPECT_EQ(BareNumber("Chapter IV", "chap"), "iv");
  EXPECT_EQ(BareNumber("1°", ""), "1");
  EXPECT_EQ(BareNumber("Article 1er A", "art"), "1er-a");
  EXPECT_EQ(BareNumber("Article unique.", "art"), "unique");
  EXPECT_EQ(BareNumber("Erster Abschnitt", "sec"), "erster-abschnitt");
  EXPECT_EQ(BareNumber("—", ""), "");
}

}  // namespace
}  // namespace concord
