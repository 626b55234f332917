// An SVG picture as a test reads it.
#ifndef CONCORD_TESTS_QUERY_READ_PICTURE_H_
#define CONCORD_TESTS_QUERY_READ_PICTURE_H_

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace concord::testing {

// The picture is XML, and all of it lies inside, or the test fails.
struct Picture {
  pugi::xml_document xml;
  double width = 0, height = 0;
  std::vector<std::string> tips;  // what shapes say when they are pointed at

  explicit Picture(const std::string& svg) {
    EXPECT_TRUE(xml.load_string(svg.c_str())) << svg.substr(0, 200);
    width = xml.child("svg").attribute("width").as_double();
    height = xml.child("svg").attribute("height").as_double();
    for (const auto& found : xml.select_nodes("//*[self::rect or self::path]/title"))
      tips.emplace_back(found.node().child_value());
    for (const auto& found : xml.select_nodes("//rect[@x]")) {
      const auto number = [&](const char* name) { return found.node().attribute(name).as_double(); };
      EXPECT_GE(number("x"), 0);
      EXPECT_LE(number("x") + number("width"), width + 0.1);
      EXPECT_GE(number("y"), 0);
      EXPECT_LE(number("y") + number("height"), height + 0.1);
    }
    for (const auto& found : xml.select_nodes("//text")) {
      EXPECT_LE(found.node().attribute("y").as_double(), height);
      EXPECT_LE(found.node().attribute("x").as_double(), width);
    }
  }
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_READ_PICTURE_H_
