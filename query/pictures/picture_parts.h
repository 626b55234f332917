// What several pictures of crosswalks share: families of items, and the four states in colours.
//
// People with any of the common colour blindnesses can distinguish the colours (Okabe & Ito), and no colour
// is used alone: states have signs and words too.
#ifndef CONCORD_QUERY_PICTURES_PICTURE_PARTS_H_
#define CONCORD_QUERY_PICTURES_PICTURE_PARTS_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "query/crosswalks/item_gaps.h"
#include "query/output/svg.h"

namespace concord {

inline constexpr std::string_view kPictureInk = "#1a1a1a", kPictureGrey = "#6a6a6a";
// For the four states: blue, vermilion, yellow, near white.
inline constexpr std::array<std::string_view, kItemStates> kStateColors = {"#0072B2", "#D55E00", "#F0E442",
                                                                           "#e6e6e6"};
inline constexpr std::string_view kFollowsColor = "#B9DDF5";  // nobody has looked; an overlap is implied

// One side of the argument `families` of an answer (query/crosswalks/item_families.h).
struct PictureSide {
  struct Family {
    std::string name;
    size_t items = 0;
    std::array<int64_t, kItemStates> states{};
  };
  std::vector<Family> families;
  std::map<std::string, size_t, std::less<>> of;  // families by item

  // `side` is "subject" or "object". Empty if the answer has no families.
  static PictureSide Read(const Answer& answer, std::string_view side);
};

std::string TextAt(const Row& row, size_t column);  // "" if there is no text
// The list, or nullptr.
const List* ListAt(const PropertyMap& map, std::string_view name);
ItemState StateNamed(std::string_view name);

// The shares of the four states, from the left.
void DrawShares(double x, double y, double width, double height,
                const std::array<int64_t, kItemStates>& states, const std::string& tip, Svg* svg);
// One line. With `follows`, it also explains the colour of implied overlaps.
void DrawStateLegend(double x, double y, bool follows, Svg* svg);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_PICTURE_PARTS_H_
