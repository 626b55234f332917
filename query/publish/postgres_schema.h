// The tables and views of a published graph. docs/scale.md describes them.
#ifndef CONCORD_QUERY_PUBLISH_POSTGRES_SCHEMA_H_
#define CONCORD_QUERY_PUBLISH_POSTGRES_SCHEMA_H_

#include <string_view>

namespace concord {

// Statements for the schema that is first in search_path. Each leaves alone what is there already.
extern const std::string_view kPostgresTables;
extern const std::string_view kPostgresIndexes;  // after the first rows: so they are built once
extern const std::string_view kPostgresViews;    // replaces those of an earlier version

}  // namespace concord

#endif  // CONCORD_QUERY_PUBLISH_POSTGRES_SCHEMA_H_
