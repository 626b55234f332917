// Plain text: lines are put together to paragraphs, and the outline finds numbers and headings in them.
#include <fmt/format.h>

#include <cctype>
#include <string>
#include <vector>

#include "ingest/outline/text_lines.h"
#include "ingest/readers/pages/line_numbers.h"
#include "ingest/source/source.h"
#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

// The name of the root element if the text is XML: it begins with a tag that is closed. Otherwise "".
std::string RootOfXml(const Source& source) {
  const std::string tag = XmlRootTag(source);
  const std::string name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  const bool is_name = !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0;
  const bool is_closed = is_name && source.bytes.find("</" + name) != std::string_view::npos;
  return is_closed ? std::string(XmlRootName(name)) : "";
}

}  // namespace

int LooksLikePlainText(const Source& source) {
  const std::string_view head = source.bytes.substr(0, 64 << 10);
  // Text in UTF-16 has NULs, but begins with a mark or with ASCII in every second byte.
  if (head.find('\0') != std::string_view::npos && !head.starts_with("\xFF\xFE") &&
      !head.starts_with("\xFE\xFF")) {
    return source.path.ends_with(".txt") ? 1 : 0;
  }
  return 1;
}

Result<Document> ReadPlainText(const Source& source) {
  auto opened = SourceText::Open(source);
  if (!opened) return tl::unexpected(opened.error());
  DocumentBuilder builder(*opened);
  if (const std::string root = RootOfXml(source); !root.empty()) {
    builder.document().repairs.push_back(
        {1,
         fmt::format("no reader knows this kind of XML (root element '{}'); it is stored as plain text, with "
                     "its tags",
                     root)});
  }
  Outline outline(&builder);
  size_t numbers = 0;
  const std::vector<Piece> pieces = WithoutLineNumbers(opened->text(), &numbers);
  if (numbers > 0) {
    builder.document().repairs.push_back(
        {0, fmt::format("the numbers beside {} lines of the text are left out", numbers)});
  }
  ReadLines(pieces, &builder, &outline);
  return builder.Finish();
}

}  // namespace concord
