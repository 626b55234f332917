// What the columns of a table mean: guessed from their names and cells, or as the user says.
#ifndef CONCORD_INGEST_READERS_TABLES_TABLE_MAPPING_H_
#define CONCORD_INGEST_READERS_TABLES_TABLE_MAPPING_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// What a column can be. A group is an item without a row of its own: "1 | Toxicity" beside each of its
// parts.
enum class TableRole : uint8_t { kId, kParent, kTitle, kText, kGroup, kGroupTitle };
constexpr size_t kTableRoles = 6;
std::string_view TableRoleName(TableRole role);  // "id", "parent", "title", "text", "group", "group-title"

// A column whose cells are codes of a taxonomy. For a flag ("Harms: Discrimination", yes or no), the column's
// name is the code. `above` goes before the numbers of a column that is one branch of its taxonomy: "2 - AI"
// in the column "Entity" is the code "entity.2".
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

// What the first rows show about a column.
struct ColumnProfile {
  std::string name;      // as in the header, white space collapsed
  size_t rows = 0;       // looked at
  size_t filled = 0;     // not empty
  size_t different = 0;  // values
  size_t codes = 0;      // cells that look like a code: short, without blanks, with a digit or in capitals
  size_t phrases = 0;    // cells such as "Oversight (GV.OV): who watches" or "GV.OV-01: they watch"
  size_t clashes = 0;    // of these, with the id of another one but other text: not ids of items
  size_t flags = 0;      // true, false, yes, no, x, 0, 1
  uint64_t bytes = 0;    // of all cells
};

// `map` is "title=Name,id=Control ID,code:mit-risk-domain=Domain,scheme=my-framework,ignore=Notes". Columns
// are named in any letter case, or by number: #3. What it does not say is guessed. kUsage, with the words
// that are allowed, if it cannot be followed.
Result<TableMapping> MapColumns(const std::vector<ColumnProfile>& columns, std::string_view map);

// "id=identifier, title=name": for the outcome.
std::string PrintMapping(const TableMapping& mapping, const std::vector<ColumnProfile>& columns);

// A cell with item, title and text: "Oversight (GV.OV): who watches", "GV.OV-01: they watch". The parts are
// of `text`; `id` is empty if it is not such a cell.
struct CodedPhrase {
  std::string_view id, title, text;
};
CodedPhrase ReadCodedPhrase(std::string_view text);

// "AC-2(1)", "GV.OC-01", "4.2", "A0086_Future": up to 40 bytes without blanks, with a digit, or all capitals.
bool LooksLikeCode(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_MAPPING_H_
