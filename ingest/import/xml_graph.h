// What the parsers of GraphML and GEXF share: records that are open, and elements that are passed over.
#ifndef CONCORD_INGEST_IMPORT_XML_GRAPH_H_
#define CONCORD_INGEST_IMPORT_XML_GRAPH_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/import/graph_records.h"
#include "ingest/import/xml_events.h"

namespace concord {

class XmlGraphHandler : public XmlHandler {
 public:
  Result<void> Text(std::string_view text) override;

 protected:
  struct Record {
    bool is_edge = false;
    uint64_t line = 0;
    GraphNode node = {};
    GraphEdge edge = {};
    std::string label = {};  // of an edge, where no value says its type
    std::optional<Value> exact = {};
    std::set<std::string> filled = {};  // ids of the columns that it has values of

    PropertyMap& properties() { return is_edge ? edge.properties : node.properties; }
  };

  // `root` is the name of the outermost element.
  XmlGraphHandler(std::string_view root, GraphRecords* records) : records_(*records), root_(root) {}

  // Fills what the record has no value of. Called before the record is closed.
  virtual Result<void> FillDefaults(Record* record) = 0;

  // An element and all that it holds: PassOver begins that, and the other two are called first in Begin and
  // End. They return true if the element is a part of it.
  void PassOver() { ++skip_; }
  bool SkipsBegin();
  bool SkipsEnd();

  // kInvalid if the first element is not the root.
  Result<void> CheckRoot(std::string_view name);

  // Opens a record. kInvalid without an id, or without both ends.
  Result<void> OpenNode(const XmlAttributes& attributes);
  Result<void> OpenEdge(const XmlAttributes& attributes, bool is_undirected);
  // The innermost record, complete.
  Result<Record> Close();

  // Sets a property of the record. kInvalid if the text is not of the type; `what` names the element.
  static Result<void> SetProperty(std::string_view what, const std::string& name, std::string_view type,
                                  const std::string& text, Record* record);

  GraphRecords& records_;
  std::vector<Record> open_;  // nodes around nodes, as deep as elements may nest
  std::string text_;          // of an element, while takes_text_
  bool takes_text_ = false;
  bool undirected_ = false;  // edges that do not say it themselves
  bool ours_ = false;        // Concord wrote the file

 private:
  std::string_view root_;
  bool seen_root_ = false;
  size_t skip_ = 0;  // open elements that are passed over
};

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_XML_GRAPH_H_
