#include "ingest/extract_stream.h"

#include <fmt/format.h>

#include <istream>
#include <ostream>

#include "base/line_reader.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "ingest/document_line.h"
#include "ingest/document_terms.h"
#include "ingest/readers/reader.h"
#include "ingest/resolve/resolver.h"
#include "ingest/rows/extraction_row.h"

namespace concord {
namespace {

class Stream {
 public:
  Stream(std::ostream& out, const ExtractorSet& extractors, const StreamOptions& options)
      : out_(out), extractors_(extractors), options_(options) {}

  Result<StreamReport> Run(std::istream& in) {
    // Text grows by escapes, bytes by a third in base64; the rest of a line is small.
    LineReader lines(in, 6 * options_.limits.max_file_bytes + (1 << 20));
    while (lines.Next()) {
      if (!lines.too_long() && Trim(lines.line()).empty()) continue;
      const Result<void> done = lines.too_long()
                                    ? Fail(ErrorCode::kLimit, "the line is longer than a document may be")
                                    : Extract(lines.line(), lines.number());
      if (!out_) return Fail(ErrorCode::kIo, "cannot write the rows");
      if (done) {
        ++report_.extracted;
        continue;
      }
      ++report_.refused;
      Error error = done.error();
      if (error.source.empty()) {
        error.source = "standard input";
        error.line = lines.number();
      }
      error.message = SpellParameters(error.message, Spelling::kTerminal);
      Write(error);
      out_.flush();
    }
    return report_;
  }

 private:
  template <typename Row>
  void Write(const Row& row) {
    out_ << RowLine(row) << '\n';
  }

  Result<void> Extract(std::string_view text, uint64_t number) {
    Result<DocumentLine> line = DocumentLine::Parse(text);
    if (!line) {
      Error error = line.error();
      error.line = number;  // of standard input
      return tl::unexpected(std::move(error));
    }
    Result<void> done = Extract(*line);
    if (done) return done;
    Error error = done.error();
    error.source = line->name;
    return tl::unexpected(std::move(error));
  }

  Result<void> Extract(DocumentLine& line) {
    if (line.bytes.size() > options_.limits.max_file_bytes) {
      return Fail(ErrorCode::kLimit, fmt::format("the document has {} bytes; the limit is {}",
                                                 line.bytes.size(), options_.limits.max_file_bytes));
    }
    const std::string_view file_name = std::string_view(line.name).substr(line.name.rfind('/') + 1);
    if (std::string why = WhyAside(file_name, line.bytes); !why.empty())
      return Fail(ErrorCode::kUnsupported, std::move(why));
    const std::string& format = line.format.empty() ? options_.format : line.format;
    const DocumentTerms terms{.name = line.name,
                              .key = line.key,
                              .edition = line.edition,
                              .map = line.map.empty() ? options_.map : line.map,
                              .entry = EntryFor(line)};
    CONCORD_ASSIGN(Document document, ReadDocument({.path = line.PathForReaders(),
                                                    .bytes = line.bytes,
                                                    .limits = &options_.limits,
                                                    .map = terms.map},
                                                   format));
    const uint64_t source_bytes = line.bytes.size();
    std::string().swap(line.bytes);  // extraction needs them no more
    CompleteDocument(terms, &document);
    const bool by_number = !options_.shared_numbers.contains(NumberOfFile(line.name));
    const DocumentKeys keys = KeysOf(document, extractors_.facts(), by_number);
    const std::string fingerprint = FingerprintOf(document.sha256, terms);
    Write(ExtractedDocument{.file = line.name,
                            .version = keys.version,
                            .document = keys.document,
                            .sha256 = document.sha256,
                            .fingerprint = fingerprint,
                            .format = document.format,
                            .source_bytes = source_bytes,
                            .text_bytes = document.text.size(),
                            .sections = document.sections.empty() ? 0 : document.sections.size() - 1});
    DocumentEnd end{.file = line.name};
    CONCORD_TRY(ResolveDocument(std::move(document), keys, extractors_,
                                RunOf(extractors_.facts(), format, options_.limits), fingerprint,
                                [&](const GraphBatch& batch, bool) { return WriteBatch(batch, &end); }));
    Write(end);
    out_.flush();
    return {};
  }

  const Manifest::Entry* EntryFor(const DocumentLine& line) const {
    if (line.metadata) return &*line.metadata;
    return options_.manifest != nullptr ? options_.manifest->FindPath(line.name) : nullptr;
  }

  Result<void> WriteBatch(const GraphBatch& batch, DocumentEnd* end) {
    for (const PutNode& node : batch.nodes) Write(node);
    for (const PutBlob& blob : batch.blobs) Write(blob);
    for (const PutEdge& edge : batch.edges) Write(edge);
    end->nodes += batch.nodes.size();
    end->blobs += batch.blobs.size();
    end->edges += batch.edges.size();
    return out_ ? Result<void>() : Fail(ErrorCode::kIo, "cannot write the rows");
  }

  std::ostream& out_;
  const ExtractorSet& extractors_;
  const StreamOptions& options_;
  StreamReport report_;
};

}  // namespace

std::unordered_set<std::string> SharedNumbers(std::string_view names) {
  std::unordered_set<std::string> seen, shared;
  for (const std::string_view name : Split(names, '\n')) {
    std::string number = NumberOfFile(name);
    if (number.empty() || seen.insert(number).second) continue;
    shared.insert(std::move(number));
  }
  return shared;
}

Result<StreamReport> ExtractStream(std::istream& in, std::ostream& out, const ExtractorSet& extractors,
                                   const StreamOptions& options) {
  return Stream(out, extractors, options).Run(in);
}

}  // namespace concord
