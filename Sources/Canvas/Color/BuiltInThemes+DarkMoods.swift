/// Themes with a mood of their own: one lamp, and the floor of a forest.
extension BuiltInThemes {
  static let phosphor = #"""
    # Grainscope phosphor: the amber glow of an old tube; shades of one lamp
    # btop's format; btop passes over the names under "grainscope".


    # ground and text
    theme[main_bg]="#190e04"
    theme[main_fg]="#f3ae51"
    theme[title]="#ffe29b"
    theme[hi_fg]="#fddc5b"
    theme[selected_bg]="#45290a"
    theme[selected_fg]="#ffe5a7"
    theme[inactive_fg]="#784d1e"
    theme[graph_text]="#b67b31"
    theme[meter_bg]="#45290a"
    theme[proc_misc]="#ffbe3d"

    # boxes and lines
    theme[cpu_box]="#ffbe3d"
    theme[mem_box]="#fcea7f"
    theme[net_box]="#dbb68d"
    theme[proc_box]="#f06234"
    theme[div_line]="#45290a"

    # ramps
    theme[temp_start]="#e4d948"
    theme[temp_mid]="#f99532"
    theme[temp_end]="#f6623d"
    theme[cpu_start]="#85590a"
    theme[cpu_mid]="#ca8a10"
    theme[cpu_end]="#f8d099"
    theme[free_start]="#756208"
    theme[free_mid]="#b09733"
    theme[free_end]="#e6d8a2"
    theme[cached_start]="#885629"
    theme[cached_mid]="#c68956"
    theme[cached_end]="#f6cfb0"
    theme[available_start]="#7d5e04"
    theme[available_mid]="#bd9121"
    theme[available_end]="#efd49c"
    theme[used_start]="#a43d1a"
    theme[used_mid]="#e96f49"
    theme[used_end]="#fecab9"
    theme[download_start]="#716400"
    theme[download_mid]="#aa9935"
    theme[download_end]="#e2d9a2"
    theme[upload_start]="#9a490d"
    theme[upload_mid]="#dc7b40"
    theme[upload_end]="#fdcbb0"
    theme[process_start]="#e4d948"
    theme[process_mid]="#f99532"
    theme[process_end]="#f6623d"

    # grainscope
    theme[accent]="#ffbe3d"
    theme[good]="#e4d948"
    theme[warning]="#f99532"
    theme[bad]="#f6623d"
    theme[info]="#edcc95"
    theme[grid]="#321e09"
    theme[mark]="#fddc5b"
    theme[actual]="#ffeeb9"
    theme[overlay]="#221405"
    theme[series_1]="#ffb336"
    theme[series_2]="#fcea7f"
    theme[series_3]="#f06234"
    theme[series_4]="#dbb68d"
    theme[series_5]="#a67628"
    theme[series_6]="#bac03d"
    theme[series_7]="#da9381"
    theme[series_8]="#fbf1d8"

    """#

  static let understory = #"""
    # Grainscope understory: the floor of a forest: moss, fern, bark and a fly agaric
    # btop's format; btop passes over the names under "grainscope".


    # ground and text
    theme[main_bg]="#131f17"
    theme[main_fg]="#d0d7c6"
    theme[title]="#edf1db"
    theme[hi_fg]="#e0c766"
    theme[selected_bg]="#223d27"
    theme[selected_fg]="#edf6e0"
    theme[inactive_fg]="#576957"
    theme[graph_text]="#8b9b83"
    theme[meter_bg]="#2e3e31"
    theme[proc_misc]="#8ed77f"

    # boxes and lines
    theme[cpu_box]="#8ed77f"
    theme[mem_box]="#eebb58"
    theme[net_box]="#72c5e1"
    theme[proc_box]="#f76659"
    theme[div_line]="#2e3e31"

    # ramps
    theme[temp_start]="#8ed77f"
    theme[temp_mid]="#f0ba59"
    theme[temp_end]="#f76659"
    theme[cpu_start]="#3f7234"
    theme[cpu_mid]="#6faa62"
    theme[cpu_end]="#bfe4b7"
    theme[free_start]="#247073"
    theme[free_mid]="#56a7ac"
    theme[free_end]="#b3e2e4"
    theme[cached_start]="#635b8e"
    theme[cached_mid]="#978fcc"
    theme[cached_end]="#d6d2fa"
    theme[available_start]="#815c0d"
    theme[available_mid]="#bc9041"
    theme[available_end]="#efd3a7"
    theme[used_start]="#a23e35"
    theme[used_mid]="#e66f62"
    theme[used_end]="#fec9c1"
    theme[download_start]="#0a6e88"
    theme[download_mid]="#45a6c4"
    theme[download_end]="#ace1f4"
    theme[upload_start]="#7c4f86"
    theme[upload_mid]="#b681c2"
    theme[upload_end]="#ebcaf3"
    theme[process_start]="#8ed77f"
    theme[process_mid]="#f0ba59"
    theme[process_end]="#f76659"

    # grainscope
    theme[accent]="#8ed77f"
    theme[good]="#8ed77f"
    theme[warning]="#f0ba59"
    theme[bad]="#f76659"
    theme[info]="#7cc8db"
    theme[grid]="#233026"
    theme[mark]="#f0ba59"
    theme[actual]="#eff1da"
    theme[overlay]="#19281e"
    theme[series_1]="#8ad879"
    theme[series_2]="#eebb58"
    theme[series_3]="#f76659"
    theme[series_4]="#72c5e1"
    theme[series_5]="#d09add"
    theme[series_6]="#d1e372"
    theme[series_7]="#ca8f67"
    theme[series_8]="#caddcd"

    """#
}
