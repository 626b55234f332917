// A selection as exporters see it: nodes and edges by key, with what the texts say.
#ifndef CONCORD_QUERY_EXPORTERS_EXPORT_RECORDS_H_
#define CONCORD_QUERY_EXPORTERS_EXPORT_RECORDS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/answer.h"
#include "query/exporters/exporter.h"
#include "query/exporters/node_keys.h"
#include "query/exporters/text_policy.h"
#include "query/places/place.h"

namespace concord {

struct ExportNode {
  std::string key;
  std::vector<std::string> labels;
  // The stored properties, and `text` of a measure or a row of a framework, and of a version if the selection
  // says so. A section has no `text`, because it is the text of its parts.
  PropertyMap properties;
  std::optional<Evidence> evidence;  // if a span was read; its quote is text[start:end]
};

// What people call a node: its title, name, label, heading or text, or else its key. One line of at most
// `most` bytes and "…", whole characters.
std::string NodeTitle(const ExportNode& node, size_t most);

struct ExportEdge {
  std::string id;  // "e" and the index in the selection, from 1
  std::string type, from, to;
  PropertyMap properties;  // the stored ones, and `quote` and `version` of an edge with a span
  std::optional<Evidence> evidence;
};

// Honours the text policies of the documents: see text_policy.h. A passage of a version whose text the store
// does not have, because it was imported without, has no evidence.
//
// Reads one record after the other, and some thousands ahead: whoever goes through them in order pays a third
// of what reading each alone costs. Fails with kCorrupt if a span does not lie in its text, so that nothing
// is exported that the text does not say.
class ExportRecords {
 public:
  ExportRecords(const Snapshot& snapshot, const Selection& selection)
      : snapshot_(snapshot), selection_(selection), places_(snapshot) {}

  size_t node_count() const { return selection_.nodes.size(); }
  size_t edge_count() const { return selection_.edges.size(); }
  Result<ExportNode> Node(size_t i);
  Result<ExportEdge> Edge(size_t i);

  // Every property name of the nodes or edges with the type of all its values; kString if they differ. Reads
  // all of them, but of the texts only as much as the types depend on.
  using Types = std::map<std::string, Value::Type>;
  Result<Types> NodePropertyTypes();
  Result<Types> EdgePropertyTypes();

 private:
  // Some records as they are stored, those from `first` on in the order of the selection.
  template <typename Record>
  struct Window {
    size_t first = 0, whole = 0;  // those before `whole` were given away
    std::vector<Record> records;
    bool Has(size_t i) const { return i >= whole && i - first < records.size(); }
    Record Take(size_t i) {
      whole = i + 1;
      return std::move(records[i - first]);
    }
  };

  // Valid until the next call.
  Result<concord::Node*> StoredNode(size_t i);
  Result<concord::Edge*> StoredEdge(size_t i);
  Result<ExportNode> Complete(concord::Node node);
  Result<ExportEdge> Complete(concord::Edge edge, size_t i);
  Result<std::string> KeyOf(NodeId id);
  Result<const TextPolicies*> Policies();
  Result<void> AddText(concord::Node* version);

  const Snapshot& snapshot_;
  const Selection& selection_;
  Places places_;
  Window<concord::Node> nodes_;
  Window<concord::Edge> edges_;
  std::optional<TextPolicies> policies_;
  std::optional<NodeKeys> keys_;  // of the selected nodes
};

// Collects small pieces and passes them on in big ones.
class BufferedSink {
 public:
  BufferedSink(const OutputSink& sink, std::string file) : sink_(sink), file_(std::move(file)) {}
  Result<void> Write(std::string_view bytes);
  Result<void> Flush();  // also makes an empty file

 private:
  const OutputSink& sink_;
  std::string file_;
  std::string buffer_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_EXPORT_RECORDS_H_
