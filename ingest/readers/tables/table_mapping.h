// What the columns of a table are: guessed from their names and what stands in them, or as the user says.
#ifndef CONCORD_INGEST_READERS_TABLES_TABLE_MAPPING_H_
#define CONCORD_INGEST_READERS_TABLES_TABLE_MAPPING_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// What a column can be. A group is an item that has no row of its own: "1 | Toxicity" beside each of its
// parts.
enum class TableRole : uint8_t { kId, kParent, kTitle, kText, kGroup, kGroupTitle };
constexpr size_t kTableRoles = 6;
std::string_view TableRoleName(TableRole role);  // "id", "parent", "title", "text", "group", "group-title"

// A column whose cells are codes of a taxonomy; of a flag ("Harms: Discrimination", yes or no) the column's
// name is the code. `above` stands before the numbers of a column that is one branch of its taxonomy: "2 -
// AI" in the column "Entity" is the code "entity.2".
struct CodeColumn {
  size_t column = 0;
  std::string scheme;
  bool flag = false;
  std::string above = {};
};

struct TableMapping {
  std::array<int, kTableRoles> columns = {-1, -1, -1, -1, -1, -1};
  std::vector<CodeColumn> codes;
  std::vector<bool> ignored;  // by column: not even kept
  std::string scheme;         // of the items; empty: named after the file
  bool given = false;         // some of it by the user

  int operator[](TableRole role) const { return columns[static_cast<size_t>(role)]; }
};

// What a look at the first rows tells of a column.
struct ColumnProfile {
  std::string name;      // as in the header, white space collapsed
  size_t rows = 0;       // looked at
  size_t filled = 0;     // not empty
  size_t different = 0;  // values
  size_t codes = 0;      // cells that look like a code: short, without blanks, with a digit or in capitals
  size_t phrases = 0;    // cells such as "Oversight (GV.OV): who watches" or "GV.OV-01: they watch"
  size_t clashes = 0;    // of these, with the id of another one that says something else: no ids of items
  size_t flags = 0;      // true, false, yes, no, x, 0, 1
  uint64_t bytes = 0;    // of all cells
};

// `map` is "title=Name,id=Control ID,code:mit-risk-domain=Domain,scheme=my-framework,ignore=Notes"; columns
// by name, whatever their case, or by number: #3. What it does not say is guessed. kUsage with the words that
// are allowed when it cannot be followed.
Result<TableMapping> MapColumns(const std::vector<ColumnProfile>& columns, std::string_view map);

// "id=identifier, title=name": for the outcome.
std::string PrintMapping(const TableMapping& mapping, const std::vector<ColumnProfile>& columns);

// A cell that is item, title and text in one: "Oversight (GV.OV): who watches", "GV.OV-01: they watch". The
// parts are of `text`; `id` is empty when it is no such cell.
struct CodedPhrase {
  std::string_view id, title, text;
};
CodedPhrase ReadCodedPhrase(std::string_view text);

// "AC-2(1)", "GV.OC-01", "4.2", "A0086_Future": up to 40 bytes without blanks, with a digit, or all capitals.
bool LooksLikeCode(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_MAPPING_H_
