#include "query/text/title_code.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(TitleCode, TitlesThatAreCodes) {
  for (const char* title : {"GV.OC-01", "28", "5.1.a", "V2.1.4", "PR.AC", "ID.IM-P", "[4]", "A.5/3"})
    EXPECT_EQ(WithoutCode(title, "quay:x"), "") << title;
  EXPECT_EQ(WithoutCode("node4", "quay:node4"), "") << "as the id says";
  EXPECT_EQ(WithoutCode("op.acc.1", "quay:g:op.acc.1"), "");
}

TEST(TitleCode, WhatStandsBehindACode) {
  EXPECT_EQ(WithoutCode("5.2.1 - Context of the quay", "quay:5.2.1"), "Context of the quay");
  EXPECT_EQ(WithoutCode("A.5.1 Lamps", "quay:5"), "Lamps");
  EXPECT_EQ(WithoutCode("4: Ropes", "quay:4"), "Ropes");
  EXPECT_EQ(WithoutCode("7 – Ropes", "quay:7"), "Ropes");
}

TEST(TitleCode, WordsStay) {
  for (const char* title : {"PROTECT", "Log4Shell", "3D printing", "24 hours after a leak", "Multi-factor",
                            "GOVERN", "Access control", "", "SYSTEM-WIDE"})
    EXPECT_EQ(WithoutCode(title, "quay:x"), title) << title;
}

}  // namespace
}  // namespace concord
