// A few nodes and what joins them, drawn (SVG). The places are worked out here, and the same graph has the
// same picture everywhere.
#ifndef CONCORD_QUERY_PICTURES_GRAPH_PICTURE_H_
#define CONCORD_QUERY_PICTURES_GRAPH_PICTURE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace concord {

struct GraphDrawing {
  struct Dot {
    std::string name;     // for people
    std::string kind;     // its label: the colour
    std::string address;  // where a click leads; empty: nowhere
    bool root = false;    // what was asked for
  };
  struct Line {
    uint32_t from = 0, to = 0;  // places in `dots`
    std::string type;
  };
  std::string title;
  std::vector<Dot> dots;
  std::vector<Line> lines;
};

struct DrawingPoint {
  double x = 0, y = 0;
};

// Places within a box of width by height: forces between nodes and along edges (Fruchterman & Reingold 1991),
// from a spiral as the start. O(dots^2) a round, 300 rounds: for a few hundred dots at most.
std::vector<DrawingPoint> LayOut(const GraphDrawing& drawing, double width, double height);

// Names are left out where they would cover one another; pointing at a dot shows its name.
std::string DrawGraph(const GraphDrawing& drawing);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_GRAPH_PICTURE_H_
