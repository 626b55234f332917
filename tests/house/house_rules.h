// What holds for the house as a whole, as questions to a tree of files. Each answers with one line for
// each thing that is wrong, and with nothing when all is well.
//
// A tree is a value, so the tests show on small made-up trees that each rule can fail.
#ifndef CONCORD_TESTS_HOUSE_HOUSE_RULES_H_
#define CONCORD_TESTS_HOUSE_HOUSE_RULES_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace concord::testing {

using Tree = std::map<std::string, std::string, std::less<>>;  // path from the root -> bytes
using Complaints = std::vector<std::string>;

// All files below `root` but for hidden folders (.ci apart) and what the build makes.
Tree ReadTree(const std::filesystem::path& root);

// A room includes itself and the rooms below it: base <- graph <- mapping <- {ingest, query} <- app <- cli.
// Includes start at the root and name files that exist.
Complaints CheckRooms(const Tree& tree);

// ingest/ and query/ are divided into folders. The table in each room's README says what a folder may include
// of its room; it lists every folder, has no circle, and the includes follow it. Files of the room's own
// folder may include all of it, and none of the folders includes `ingest/ingest.h` or another of these unless
// the table says "(room)".
Complaints CheckFolders(const Tree& tree);

// No two types that the linker can see share a name.
Complaints CheckTypes(const Tree& tree);

// Names in backquotes on the pages exist: types and functions (`LoadView`), and files (`graph/view.h`).
Complaints CheckCodeNames(const Tree& tree);

// A library's headers are included where the library is used, and nowhere else.
Complaints CheckLibraries(const Tree& tree);

// Every row of a .def table has its file, and every file its row.
Complaints CheckTables(const Tree& tree);

// Every header says first what it is, and has a guard named after its path.
Complaints CheckHeaders(const Tree& tree);

// docs/schema.md and graph/schema.def speak of the same labels and edge types, and sources spell them as the
// constants of graph/vocabulary.h.
Complaints CheckVocabulary(const Tree& tree);

// Messages mark the parameters that they name (base/parameter.h), because each front end spells them
// differently. Outside cli/, "--name" is only in command lines: after `concord`, or after a verb that begins
// the line.
Complaints CheckMessages(const Tree& tree);

// Every room introduces itself in a README, and no link of a Markdown file leads nowhere.
Complaints CheckPages(const Tree& tree);

// The tree works wherever it is cloned: no file names a place on somebody's machine, and what builds it
// names no host.
Complaints CheckPlaces(const Tree& tree);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_HOUSE_HOUSE_RULES_H_
