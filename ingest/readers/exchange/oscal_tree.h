// OSCAL in any of its three serialisations as one tree: what JSON and YAML call `controls`, XML calls
// `control`.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_TREE_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_TREE_H_

#include <memory>
#include <string_view>
#include <vector>

#include "ingest/source/data_tree.h"

namespace concord {

// How sure it is that the head of a file is OSCAL, 0 to 9, and in which form.
enum class OscalForm : uint8_t { kNone, kJson, kXml, kYaml };
OscalForm GuessOscalForm(std::string_view head);

// A model is the root's only value ("catalog", "profile", ...). XML comes out as JSON would have it, but for
// repeated elements, which stand side by side under their own name: attributes are scalars, prose is Markdown
// ("{{ insert: param, x }}"), which keeps its places in the file.
Result<std::unique_ptr<DataTree>> ReadOscalTree(const SourceText& source);

// The values that XML calls `name`, in whatever form they are there: an element, several, a list called by
// the plural.
std::vector<DataNode> OscalItems(DataNode node, std::string_view name);

// The name of the members of a list: "controls" is of "control", "parties" of "party".
std::string_view OscalSingular(std::string_view plural);

// The value of the first property of that name without a class, else of any class; "" when there is none.
DataNode OscalProperty(DataNode node, std::string_view name);

// The models of OSCAL: "catalog", "profile" ...; true for their names.
bool IsOscalModel(std::string_view name);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_TREE_H_
