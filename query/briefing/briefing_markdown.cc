#include "query/briefing/briefing_markdown.h"

#include <fmt/format.h>

#include <string_view>

#include "query/briefing/briefing_page.h"

namespace concord {
namespace {

// With the signs of Markdown as they stand.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string TextOf(const BriefingBlock& block) {
  std::string out;
  for (const BriefingRun& run : block.runs) {
    const std::string text = Escaped(run.text);
    out += run.bold ? "**" + text + "**" : text;
  }
  return out;
}

std::string TableOf(const BriefingBlock& block) {
  std::string out;
  for (size_t i = 0; i < block.rows.size(); ++i) {
    for (const std::string& cell : block.rows[i]) out += fmt::format("| {} ", Escaped(cell));
    out += "|\n";
    if (i > 0) continue;
    for (const bool right : block.right) out += right ? "|---:" : "|---";
    out += "|\n";
  }
  return out;
}

}  // namespace

std::string BriefingToMarkdown(const Answer& answer) {
  using Kind = BriefingBlock::Kind;
  std::string out;
  Kind before = Kind::kTitle;
  for (const BriefingBlock& block : BriefingPage(answer)) {
    // The items of a list stand together; everything else is apart.
    if (!out.empty() && !(block.kind == Kind::kBullet && before == Kind::kBullet)) out += "\n";
    before = block.kind;
    switch (block.kind) {
      case Kind::kTitle:
        out += "# " + TextOf(block) + "\n";
        break;
      case Kind::kHeading:
        out += "## " + TextOf(block) + "\n";
        break;
      case Kind::kText:
        out += TextOf(block) + "\n";
        break;
      case Kind::kBullet:
        out += "- " + TextOf(block) + "\n";
        break;
      case Kind::kQuote:
        out += fmt::format("{}. > {}\n\n   {}\n", block.number, TextOf(block), Escaped(block.source));
        break;
      case Kind::kTable:
        out += TableOf(block);
        break;
    }
  }
  return out;
}

}  // namespace concord
