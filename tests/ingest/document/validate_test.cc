#include "ingest/document/validate.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

// A right document, which each test breaks in one place.
Document Right() {
  return ReadOrDie("framework_table",
                   "framework\tid\tparent_id\ttitle\ttext\n"
                   "f\ta\t\tÄpfel\tEat them.\nf\tb\ta\tBirnen\tEat these.\nf\tc\t\tQuitten\tCook those.\n");
}

void ExpectBroken(std::string_view words, const std::function<void(Document*)>& break_it) {
  Document document = Right();
  ASSERT_TRUE(CheckDocument(document, 200).has_value());
  break_it(&document);
  const Result<void> checked = CheckDocument(document, 200);
  ASSERT_FALSE(checked.has_value()) << words;
  EXPECT_NE(checked.error().message.find(words), std::string::npos) << checked.error().message;
}

TEST(CheckDocument, SeesEachBrokenPromise) {
  ExpectBroken("no UTF-8", [](Document* d) { d->text[0] = '\xFF'; });
  ExpectBroken("control character", [](Document* d) { d->text[0] = '\x01'; });
  ExpectBroken("the offsets cover", [](Document* d) { d->offsets.Add(1, 0, 1); });
  ExpectBroken("is not in the text", [](Document* d) { d->blocks.back().span.end += 1; });
  ExpectBroken("inside a character", [](Document* d) { d->blocks[0].span.start += 1; });
  ExpectBroken("whole document", [](Document* d) { d->sections[0].span.end -= 1; });
  ExpectBroken("has the parent", [](Document* d) { d->sections[1].parent = 2; });
  ExpectBroken("not inside its parent", [](Document* d) { d->sections[3].parent = 1; });
  ExpectBroken("stands twice", [](Document* d) { d->sections[3].path = d->sections[1].path; });
  ExpectBroken("has the path", [](Document* d) { d->sections[3].path = "a:b"; });
  ExpectBroken("overlaps", [](Document* d) { d->blocks[1].span.start = d->blocks[0].span.start; });
  ExpectBroken("does not exist", [](Document* d) { d->blocks[1].section = 99; });
  ExpectBroken("not inside its section", [](Document* d) { d->blocks[0].section = 3; });
  ExpectBroken("has the lead", [](Document* d) { d->blocks[1].lead = 1; });
  ExpectBroken("is not of", [](Document* d) { d->sections[1].curie = "other:a"; });
  ExpectBroken("which is no section", [](Document* d) { d->framework->parents["f:zzz"]; });
  ExpectBroken("has no code", [](Document* d) { d->classifications.push_back({}); });
}

TEST(CheckDocument, SeesASourceThatIsTooShort) { EXPECT_FALSE(CheckDocument(Right(), 40).has_value()); }

}  // namespace
}  // namespace concord::testing
