// A folder of Markdown notes for Obsidian (help.obsidian.md): one note for each node that people look up,
// with front matter, and a wiki link for each edge between two of them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/exporters/export_records.h"
#include "query/exporters/json_members.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

// A name that every file system and a wiki link can hold: without []#^|\/:*?"<> and line breaks. Names that
// differ in case alone would be one file on some systems.
class NoteNames {
 public:
  const std::string& Of(const ExportNode& node) {
    const auto known = names_.find(node.key);
    if (known != names_.end()) return known->second;
    std::string name;
    for (const char c : NodeTitle(node, 100))
      name += std::string_view("[]#^|\\/:*?\"<>%").find(c) == std::string_view::npos &&
                      static_cast<unsigned char>(c) >= 0x20
                  ? c
                  : ' ';
    name = CollapseSpace(name);
    while (name.starts_with('.')) name.erase(0, 1);
    if (name.empty()) name = "Note";
    std::string free = name;
    for (size_t n = 2; !used_.insert(AsciiLower(free)).second; ++n) free = fmt::format("{} ({})", name, n);
    return names_.emplace(node.key, free).first->second;
  }
  const std::string* Find(const std::string& key) const {
    const auto known = names_.find(key);
    return known == names_.end() ? nullptr : &known->second;
  }

 private:
  std::map<std::string, std::string, std::less<>> names_;
  std::set<std::string> used_;
};

// Runs and data files are of no interest to a reader of notes.
bool HasNote(const ExportNode& node) {
  return std::ranges::none_of(node.labels, [](const std::string& label) {
    return label == label::Run || label == label::Dataset || label == label::Vectors;
  });
}

// "HAS_VERSION" as "has version".
std::string Words(std::string_view type) {
  std::string words = AsciiLower(type);
  std::ranges::replace(words, '_', ' ');
  return words;
}

// Text that Markdown would take for markup stays text.
std::string Plain(std::string_view text) {
  std::string out;
  for (const char c : CollapseSpace(text)) {
    if (std::string_view("\\`*_[]<>#|~^=").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string FrontMatter(const ExportNode& node) {
  std::string out = fmt::format("---\nkey: {}\ntags: {}\n", JsonText(node.key), JsonTexts(node.labels));
  for (const auto& [name, value] : node.properties) {
    // A long text is the note's own; YAML takes JSON for all others.
    if (name == "text" || name == "key" || name == "tags") continue;
    out += fmt::format("{}: {}\n", JsonText(name),
                       value.type() == Value::Type::kDate ? value.ToString() : ValueToJson(value));
  }
  return out + "---\n";
}

Result<void> WriteObsidian(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  NoteNames names;
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    if (HasNote(*node)) names.Of(*node);
  }
  // Lines below each note, by the key of the note: first its own edges, then those that lead to it.
  std::map<std::string, std::vector<std::string>> links;
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    const std::string* from = names.Find(edge->from);
    const std::string* to = names.Find(edge->to);
    if (from == nullptr || to == nullptr) continue;
    const std::string quote =
        edge->evidence && !edge->evidence->quote.empty() ? ": \"" + Plain(edge->evidence->quote) + "\"" : "";
    links[edge->from].push_back(fmt::format("- {} [[{}]]{}\n", Words(edge->type), *to, quote));
    links[edge->to].push_back(fmt::format("- [[{}]] {} this{}\n", *from, Words(edge->type), quote));
  }
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    const std::string* name = names.Find(node->key);
    if (name == nullptr) continue;
    std::string note = FrontMatter(*node) + fmt::format("# {}\n\n", Plain(NodeTitle(*node, 200)));
    if (node->evidence && !node->evidence->quote.empty() && node->properties.Find(property::text) != nullptr)
      note += fmt::format("> {}\n\n{}{}\n\n", Plain(node->evidence->quote), Plain(node->evidence->title),
                          node->evidence->anchor.empty() ? "" : ", " + Plain(node->evidence->anchor));
    if (const auto found = links.find(node->key); found != links.end()) {
      note += "## Links\n\n";
      for (const std::string& line : found->second) note += line;
    }
    if (auto done = sink(*name + ".md", note); !done) return done;
  }
  return {};
}

}  // namespace

const Exporter kobsidianExporter = {"obsidian", "a folder of Markdown notes with wiki links, for Obsidian",
                                    WriteObsidian};

}  // namespace concord
