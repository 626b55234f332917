#include "app/ingestion.h"

#include "app/store_datasets.h"
#include "query/reviews/review.h"

namespace concord {

Result<IngestReport> IngestInto(GraphStore* store, const IngestOptions& options) {
  const Result<DatasetFiles> files = DatasetsOf(store);
  if (!files) return tl::unexpected(files.error());
  Result<std::shared_ptr<const Facts>> facts = Facts::Load(*files);
  if (!facts) return tl::unexpected(facts.error());
  const Result<std::unique_ptr<ExtractorSet>> extractors = ExtractorSet::Create(std::move(*facts));
  if (!extractors) return tl::unexpected(extractors.error());
  Result<IngestReport> report = Ingest(store, **extractors, options);
  if (!report) return report;
  const auto reviews = IncompleteReviews(*store->TakeSnapshot());
  if (!reviews) return tl::unexpected(reviews.error());
  for (const GraphBatch& batch : *reviews) {
    if (const auto applied = store->Apply(batch); !applied) return tl::unexpected(applied.error());
  }
  return report;
}

}  // namespace concord
