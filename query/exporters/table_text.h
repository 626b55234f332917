// Crosswalks in the layouts of tables: what the exporters of OLIR, trestle's sheets and plain CSV share.
#ifndef CONCORD_QUERY_EXPORTERS_TABLE_TEXT_H_
#define CONCORD_QUERY_EXPORTERS_TABLE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "mapping/relation_words.h"
#include "query/exporters/stored_mappings.h"

namespace concord {

struct TextTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// Lines of a table with tabs or commas between cells. Cells with separators, quotes or line ends are quoted.
std::string TableText(const TextTable& table, char separator);

// The text before the first colon of a CURIE, and the text after it.
std::string_view CurieFramework(std::string_view curie);
std::string_view CurieCode(std::string_view curie);

// The framework of all subjects (or objects) of the set. If there are several, the set's own name for it.
std::string FrameworkOfSet(const StoredMappings& set, bool subjects);

// Whether the row connects two items and the vocabulary has a word for the relation.
bool HasWordsFor(const Mapping& row, RelationVocabulary vocabulary);

// NIST's template for informative references (IR 8278A), with the relationships of IR 8477, which relate the
// reference element to the focal one. Leaves out rows for which it has no words.
TextTable OlirTable(const StoredMappings& set);
// The slots that have a column there.
std::vector<std::string_view> OlirSlots();

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_TABLE_TEXT_H_
