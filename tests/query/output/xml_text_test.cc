#include "query/output/xml_text.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(XmlText, EscapesWhatMeansSomething) {
  EXPECT_EQ(XmlText("a<b & \"c\" > d\r"), "a&lt;b &amp; &quot;c&quot; &gt; d&#13;");
  EXPECT_EQ(XmlAttribute("a\nb\tc"), "a&#10;b&#9;c");
}

// Defect 14: U+FFFF made GraphML and SVG ill-formed.
TEST(XmlText, WhatXmlCannotWriteIsReplaced) {
  const std::string replaced = "\xEF\xBF\xBD";
  EXPECT_EQ(XmlText("a\xEF\xBF\xBF"
                    "b\xEF\xBF\xBE\x01\x1b"),
            "a" + replaced + "b" + replaced + replaced + replaced);
  // Their neighbours stay: U+FFFD itself, U+FFEE, U+10FFFF and other noncharacters, which XML allows.
  for (const char* fine :
       {"\xEF\xBF\xBD", "\xEF\xBF\xAE", "\xF4\x8F\xBF\xBF", "\xEF\xB7\x90", "\xEF", "\xEF\xBF"})
    EXPECT_EQ(XmlText(fine), fine);
}

}  // namespace
}  // namespace concord
