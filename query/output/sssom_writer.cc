#include "query/output/sssom_writer.h"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "base/text.h"
#include "mapping/sssom_text.h"

namespace concord {
namespace {

constexpr std::string_view kTool = "concord";

// Tabs and line ends have no escape in SSSOM/TSV; a cell holds neither, and no quotation mark at its
// start, which some readers would take for a quoted cell.
std::string Cell(std::string_view text) {
  std::string cell = CollapseSpace(text);
  if (!cell.empty() && cell.front() == '"') {
    for (char& c : cell) {
      if (c == '"') c = '\'';
    }
  }
  return cell;
}

std::string PrefixOf(std::string_view curie) {
  const size_t colon = curie.find(':');
  return std::string(colon == std::string_view::npos ? std::string_view() : curie.substr(0, colon));
}

// Six digits, so that the order of the rows survives; empty where nobody said how sure.
std::string Sure(const Row& row, size_t column) {
  if (column >= row.cells.size() || row.cells[column].type() != Value::Type::kDouble) return {};
  return fmt::format("{:.6f}", row.cells[column].as_double());
}

}  // namespace

std::string WriteSssom(const Answer& answer) {
  const auto column = [&](std::string_view name) {
    size_t i = 0;
    while (i < answer.columns.size() && answer.columns[i].name != name) ++i;
    return i;
  };
  const size_t subject = column("subject"), object = column("object"), predicate = column("predicate");
  const size_t subject_title = column("subject_title"), object_title = column("object_title");
  const size_t confidence = column("confidence"), justification = column("justification");
  const size_t basis = column("basis"), relation = column("relation"), why = column("why");

  std::set<std::string> prefixes = {std::string(kFrameworksPrefix), "semapv", "skos"};
  std::string lines;
  for (const Row& row : answer.rows) {
    const auto cell = [&](size_t i) {
      return i < row.cells.size() ? Cell(row.cells[i].ToString()) : std::string();
    };
    std::string says = cell(predicate);
    if (says.empty()) continue;
    const bool negated = says.starts_with("Not ");
    if (negated) says.erase(0, 4);
    for (const std::string& curie : {cell(subject), cell(object), says, cell(justification)}) {
      if (const std::string prefix = PrefixOf(curie); !prefix.empty()) prefixes.insert(prefix);
    }
    lines += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", cell(subject), cell(subject_title),
                         says, negated ? "Not" : "", cell(object), cell(object_title), cell(justification),
                         Sure(row, confidence), kTool,
                         Cell(fmt::format("basis={}; relation={}", cell(basis), cell(relation))), cell(why));
  }
  const auto argument = [&](std::string_view name) { return Cell(answer.arguments.FindString(name)); };
  std::string out = fmt::format(
      "# sssom_version: \"1.0\"\n# mapping_set_id: https://w3id.org/concord/mappings/{0}--{1}\n"
      "# license: https://w3id.org/sssom/license/unspecified\n"
      "# subject_source: {2}\n# object_source: {3}\n# curie_map:\n",
      Slug(argument("subject")), Slug(argument("object")), FrameworkCurie(argument("subject")),
      FrameworkCurie(argument("object")));
  for (const std::string& prefix : prefixes) out += fmt::format("#   {}: {}\n", prefix, OwnExpansion(prefix));
  out +=
      "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\t"
      "mapping_justification\tconfidence\tmapping_tool\tother\tcomment\n";
  return out + lines;
}

}  // namespace concord
