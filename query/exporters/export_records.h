// A selection as exporters see it: nodes and edges by key, with what the texts say.
#ifndef CONCORD_QUERY_EXPORTERS_EXPORT_RECORDS_H_
#define CONCORD_QUERY_EXPORTERS_EXPORT_RECORDS_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/record_view.h"
#include "graph/snapshot.h"
#include "query/answer.h"
#include "query/exporters/exporter.h"
#include "query/exporters/node_keys.h"
#include "query/exporters/text_policy.h"
#include "query/places/evidence_view.h"
#include "query/places/part_places.h"
#include "query/places/part_tree.h"
#include "query/places/place.h"
#include "query/places/place_steps.h"

namespace concord {

// A property of a record that is read in place. The column is the same for all properties of the name.
struct ExportProperty {
  uint32_t column = 0;
  std::string_view name;
  ValueView value;
};

// What the fast formats read: without copies, valid until the next call of ExportRecords.
struct ExportNodeView {
  std::string_view key;
  std::vector<std::string_view> labels;
  // The stored properties, and `text` of a measure or a row of a framework, and of a version if the selection
  // says so. A section has no `text`, because it is the text of its parts.
  std::vector<ExportProperty> properties;
  // Nothing if no span was read, or if no evidence was asked for.
  std::optional<EvidenceView> evidence;
};
struct ExportEdgeView {
  uint64_t number = 0;  // the index in the selection, from 1
  std::string_view type, from, to;
  std::vector<ExportProperty>
      properties;  // the stored ones, and `quote` and `version` of an edge with a span
  std::optional<EvidenceView> evidence;
};

// The same as values of their own.
struct ExportNode {
  std::string key;
  std::vector<std::string> labels;
  PropertyMap properties;
  std::optional<Evidence> evidence;  // if a span was read; its quote is text[start:end]
};

// What people call a node: its title, name, label, heading or text, or else its key. One line of at most
// `most` bytes and "…", whole characters.
std::string NodeTitle(const ExportNode& node, size_t most);

struct ExportEdge {
  std::string id;  // "e" and the number of the edge
  std::string type, from, to;
  PropertyMap properties;
  std::optional<Evidence> evidence;
};

// Honours the text policies of the documents: see text_policy.h. A passage of a version whose text the store
// does not have, because it was imported without, has no evidence.
//
// Reads one record after the other, and some thousands ahead: whoever goes through them in order pays a
// fraction of what reading each alone costs. Fails with kCorrupt if a span does not lie in its text, so that
// nothing is exported that the text does not say.
class ExportRecords {
 public:
  // Finding the section, version and work of each part costs more than all else, so formats that do not say
  // them ask for texts alone.
  enum class Detail : uint8_t { kTexts, kEvidence };

  ExportRecords(const Snapshot& snapshot, const Selection& selection, Detail detail = Detail::kEvidence);

  size_t node_count() const { return selection_.nodes.size(); }
  size_t edge_count() const { return selection_.edges.size(); }
  Result<const ExportNodeView*> NodeAt(size_t i);
  Result<const ExportEdgeView*> EdgeAt(size_t i);
  Result<ExportNode> Node(size_t i);
  Result<ExportEdge> Edge(size_t i);

  // Every property name of the nodes or edges, those in [first, limit) of the selection, with the type of all
  // its values; kString if they differ. Reads all of them, but of the texts only as much as the types depend
  // on.
  using Types = std::map<std::string, Value::Type>;
  Result<Types> NodePropertyTypes(size_t first = 0, size_t limit = SIZE_MAX);
  Result<Types> EdgePropertyTypes(size_t first = 0, size_t limit = SIZE_MAX);

  // Of a name that a property may have, and how many there are.
  uint32_t ColumnOf(std::string_view name) const;
  uint32_t column_count() const { return static_cast<uint32_t>(names_.size()); }

 private:
  // Some records as they are stored, those from `first` on in the order of the selection.
  struct Window {
    size_t first = 0;
    std::string bytes;
    std::vector<std::pair<size_t, size_t>> pieces;  // in bytes: start and size

    bool Has(size_t i) const { return i >= first && i - first < pieces.size(); }
    std::string_view At(size_t i) const {
      return std::string_view(bytes).substr(pieces[i - first].first, pieces[i - first].second);
    }
  };
  // By column; kNull for a column of which there is no value.
  using ColumnTypes = std::vector<Value::Type>;

  Result<void> Prepare();  // before the first record
  Result<std::string_view> NodeBytes(size_t i);
  Result<std::string_view> EdgeBytes(size_t i);
  Result<void> CompleteNode(NodeId id, std::string_view bytes);
  Result<void> CompleteEdge(size_t i, std::string_view bytes);
  Result<void> FindText(NodeId id);
  Result<void> FindQuote(EdgeId id);
  Result<std::optional<EvidenceView>> EvidenceOfEdge(EdgeId id, TextSpan span);
  void ShortenEvidence(TextPolicy policy, std::optional<EvidenceView>* evidence);
  Result<bool> FindKeptQuote(TextSpan span);
  Result<void> AddText(NodeId version);
  Result<void> ApplyNodePolicy(NodeId id);
  Result<void> ApplyEdgePolicy();
  void TakePoliced(TextPolicy policy, const std::vector<std::string>& labels,
                   std::vector<ExportProperty>* properties);
  Result<std::string_view> KeyOf(NodeId id, std::string* elsewhere);

  bool HasLabel(Symbol label) const { return std::ranges::find(node_.labels, label) != node_.labels.end(); }
  bool IsText() const;
  PlaceStep StepIn() const;
  std::string_view StoredText(const std::vector<PropertyView>& properties, uint32_t column) const;
  std::optional<TextSpan> SpanIn(const std::vector<PropertyView>& properties) const;
  void Show(const std::vector<PropertyView>& stored, std::vector<ExportProperty>* shown) const;
  void Put(uint32_t column, std::string_view text, std::vector<ExportProperty>* properties) const;
  Types ByName(const ColumnTypes& types) const;

  const Snapshot& snapshot_;
  const Selection& selection_;
  const Detail detail_;
  std::vector<std::string_view> names_;  // by column: the symbols, and names of ours that are none
  Symbol symbol_limit_ = 1;
  uint32_t text_ = 0, quote_ = 0, version_ = 0, source_ = 0, start_ = 0, end_ = 0, kind_ = 0;  // columns
  Symbol measure_label_ = 0, version_label_ = 0, section_label_ = 0;
  std::optional<PartTree> tree_;     // if the selection is a large part of the graph
  std::optional<PartPlaces> parts_;  // if there is a tree
  std::unique_ptr<Places> places_;
  std::optional<TextPolicies> policies_;
  std::optional<NodeKeys> keys_;  // of the selected nodes
  Window nodes_, edges_;

  // The current record: as it is stored, as it is shown, and what that borrows.
  concord::NodeView node_;
  concord::EdgeView edge_;
  ExportNodeView shown_node_;
  ExportEdgeView shown_edge_;
  std::string whole_text_, from_, to_;
  PropertyMap policed_;
  Evidence evidence_;  // if it is no part of what is kept
};

// Collects small pieces and passes them on in big ones.
class BufferedSink {
 public:
  BufferedSink(const OutputSink& sink, std::string file) : sink_(sink), file_(std::move(file)) {}
  Result<void> Write(std::string_view bytes);
  // For writing in place: append to the buffer, and call Continue after each record.
  std::string* buffer() { return &buffer_; }
  Result<void> Continue() { return buffer_.size() >= kBufferBytes ? Flush() : Result<void>(); }
  Result<void> Flush();  // also makes an empty file

 private:
  static constexpr size_t kBufferBytes = size_t{1} << 20;

  const OutputSink& sink_;
  std::string file_;
  std::string buffer_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_EXPORT_RECORDS_H_
