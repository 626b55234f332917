// OSCAL in any of its three serialisations as one tree. What JSON and YAML call `controls`, XML calls
// `control`.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_TREE_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_TREE_H_

#include <memory>
#include <string_view>
#include <vector>

#include "ingest/source/data_tree.h"

namespace concord {

// How certain it is from the head of a file that it is OSCAL, 0 to 9, and in which form.
enum class OscalForm : uint8_t { kNone, kJson, kXml, kYaml };
OscalForm GuessOscalForm(std::string_view head);

// A model is the root's only value ("catalog", "profile", ...). XML becomes a tree like that of JSON, except
// that repeated elements are separate values with their own name. Attributes are scalars, and prose is
// Markdown ("{{ insert: param, x }}"), which keeps its places in the file.
Result<std::unique_ptr<DataTree>> ReadOscalTree(const SourceText& source);

// The values that XML calls `name`, in whatever form they occur: an element, several, or a list with the
// plural name.
std::vector<DataNode> OscalItems(DataNode node, std::string_view name);

// The name of the members of a list: "control" for "controls", "party" for "parties".
std::string_view OscalSingular(std::string_view plural);

// The value of the first property of that name without a class, else with any class; "" if there is none.
DataNode OscalProperty(DataNode node, std::string_view name);

// True for the names of OSCAL's models: "catalog", "profile" ...
bool IsOscalModel(std::string_view name);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_TREE_H_
