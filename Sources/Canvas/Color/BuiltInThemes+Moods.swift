/// Themes with a mood of their own, as they stand in `themes/*.theme`: a light one, and two cool dark ones.
extension BuiltInThemes {
  static let parchment = #"""
    # Grainscope parchment: warm paper, iron-gall ink, vermilion
    # btop's format; btop passes over the names under "grainscope".


    # ground and text
    theme[main_bg]="#f7efe0"
    theme[main_fg]="#402e25"
    theme[title]="#28150e"
    theme[hi_fg]="#a63c0c"
    theme[selected_bg]="#e9d7b8"
    theme[selected_fg]="#2f190f"
    theme[inactive_fg]="#aa9c8a"
    theme[graph_text]="#725f4e"
    theme[meter_bg]="#d2c6b2"
    theme[proc_misc]="#096770"

    # boxes and lines
    theme[cpu_box]="#096770"
    theme[mem_box]="#a65901"
    theme[net_box]="#2b519c"
    theme[proc_box]="#a8203d"
    theme[div_line]="#d2c6b2"

    # ramps
    theme[temp_start]="#416b25"
    theme[temp_mid]="#975f00"
    theme[temp_end]="#ac1a1c"
    theme[cpu_start]="#62b4bd"
    theme[cpu_mid]="#13808a"
    theme[cpu_end]="#004c53"
    theme[free_start]="#6eacd7"
    theme[free_mid]="#3179a6"
    theme[free_end]="#02476b"
    theme[cached_start]="#a39bda"
    theme[cached_mid]="#7167a8"
    theme[cached_end]="#42386e"
    theme[available_start]="#cc995d"
    theme[available_mid]="#9a6418"
    theme[available_end]="#5d3a05"
    theme[used_start]="#ed7f81"
    theme[used_mid]="#b9454c"
    theme[used_end]="#7a1422"
    theme[download_start]="#75a7e7"
    theme[download_mid]="#3d73b6"
    theme[download_end]="#11427a"
    theme[upload_start]="#c58cd2"
    theme[upload_mid]="#9256a0"
    theme[upload_end]="#5d2968"
    theme[process_start]="#416b25"
    theme[process_mid]="#975f00"
    theme[process_end]="#ac1a1c"

    # grainscope
    theme[accent]="#096770"
    theme[good]="#416b25"
    theme[warning]="#975f00"
    theme[bad]="#ac1a1c"
    theme[info]="#2c6194"
    theme[grid]="#e2d8c6"
    theme[mark]="#a63c0c"
    theme[actual]="#2b1b13"
    theme[overlay]="#f2e8d5"
    theme[series_1]="#096770"
    theme[series_2]="#a65901"
    theme[series_3]="#a8203d"
    theme[series_4]="#2b519c"
    theme[series_5]="#7e388e"
    theme[series_6]="#516f21"
    theme[series_7]="#713e26"
    theme[series_8]="#3c4958"

    """#

  static let fjord = #"""
    # Grainscope fjord: deep water under an overcast sky, with lichen and rust
    # btop's format; btop passes over the names under "grainscope".


    # ground and text
    theme[main_bg]="#1c2631"
    theme[main_fg]="#ccd7e1"
    theme[title]="#ecf3f8"
    theme[hi_fg]="#e8c270"
    theme[selected_bg]="#234155"
    theme[selected_fg]="#e9f4fb"
    theme[inactive_fg]="#5c6b7a"
    theme[graph_text]="#8a9aaa"
    theme[meter_bg]="#364452"
    theme[proc_misc]="#74cde2"

    # boxes and lines
    theme[cpu_box]="#74cde2"
    theme[mem_box]="#e8c270"
    theme[net_box]="#82b0f3"
    theme[proc_box]="#eb7289"
    theme[div_line]="#364452"

    # ramps
    theme[temp_start]="#98cf8b"
    theme[temp_mid]="#e8c270"
    theme[temp_end]="#ef7d83"
    theme[cpu_start]="#156f7d"
    theme[cpu_mid]="#4aa7b7"
    theme[cpu_end]="#afe2eb"
    theme[free_start]="#236b8f"
    theme[free_mid]="#54a2cd"
    theme[free_end]="#b2dffa"
    theme[cached_start]="#5e5b94"
    theme[cached_mid]="#928fd4"
    theme[cached_end]="#d3d3fe"
    theme[available_start]="#7b5f1b"
    theme[available_mid]="#b5934a"
    theme[available_end]="#ead5ab"
    theme[used_start]="#9a434d"
    theme[used_mid]="#dc747e"
    theme[used_end]="#fec8ca"
    theme[download_start]="#3a659a"
    theme[download_mid]="#689bdb"
    theme[download_end]="#bedafe"
    theme[upload_start]="#7e4d89"
    theme[upload_mid]="#b97fc6"
    theme[upload_end]="#edc9f6"
    theme[process_start]="#98cf8b"
    theme[process_mid]="#e8c270"
    theme[process_end]="#ef7d83"

    # grainscope
    theme[accent]="#74cde2"
    theme[good]="#98cf8b"
    theme[warning]="#e8c270"
    theme[bad]="#ef7d83"
    theme[info]="#8ab4ea"
    theme[grid]="#2d3843"
    theme[mark]="#e8c270"
    theme[actual]="#edf2f7"
    theme[overlay]="#232f3c"
    theme[series_1]="#76d1e1"
    theme[series_2]="#e8c270"
    theme[series_3]="#eb7289"
    theme[series_4]="#82b0f3"
    theme[series_5]="#db9fde"
    theme[series_6]="#a2d188"
    theme[series_7]="#f49666"
    theme[series_8]="#cbe2ee"

    """#

  static let meridian = #"""
    # Grainscope meridian: the sun at noon over a dark sea: gold, coral and turquoise on petrol
    # btop's format; btop passes over the names under "grainscope".


    # ground and text
    theme[main_bg]="#04282e"
    theme[main_fg]="#bdd7d7"
    theme[title]="#f6efd5"
    theme[hi_fg]="#f9c13b"
    theme[selected_bg]="#05494f"
    theme[selected_fg]="#f3f4dd"
    theme[inactive_fg]="#497175"
    theme[graph_text]="#7ba5a4"
    theme[meter_bg]="#1a474e"
    theme[proc_misc]="#f9c13b"

    # boxes and lines
    theme[cpu_box]="#f9c13b"
    theme[mem_box]="#43d3cc"
    theme[net_box]="#67b9f7"
    theme[proc_box]="#f9786a"
    theme[div_line]="#1a474e"

    # ramps
    theme[temp_start]="#a4d76a"
    theme[temp_mid]="#ffa746"
    theme[temp_end]="#fd7466"
    theme[cpu_start]="#7d5e04"
    theme[cpu_mid]="#bd9121"
    theme[cpu_end]="#efd49c"
    theme[free_start]="#02736e"
    theme[free_mid]="#3baca6"
    theme[free_end]="#aae5e0"
    theme[cached_start]="#5e5a99"
    theme[cached_mid]="#918ed9"
    theme[cached_end]="#d3d3fd"
    theme[available_start]="#8d5408"
    theme[available_mid]="#cf8634"
    theme[available_end]="#fccea2"
    theme[used_start]="#a23e35"
    theme[used_mid]="#e66f62"
    theme[used_end]="#fec9c1"
    theme[download_start]="#126a9a"
    theme[download_mid]="#48a1db"
    theme[download_end]="#b2defe"
    theme[upload_start]="#91427a"
    theme[upload_mid]="#d073b3"
    theme[upload_end]="#fec2e9"
    theme[process_start]="#a4d76a"
    theme[process_mid]="#ffa746"
    theme[process_end]="#fd7466"

    # grainscope
    theme[accent]="#f9c13b"
    theme[good]="#a4d76a"
    theme[warning]="#ffa746"
    theme[bad]="#fd7466"
    theme[info]="#6bc3f4"
    theme[grid]="#133a41"
    theme[mark]="#fd7466"
    theme[actual]="#f6efd5"
    theme[overlay]="#01323a"
    theme[series_1]="#f9c13b"
    theme[series_2]="#43d3cc"
    theme[series_3]="#f9786a"
    theme[series_4]="#67b9f7"
    theme[series_5]="#eb8ccd"
    theme[series_6]="#acde64"
    theme[series_7]="#ba9cef"
    theme[series_8]="#e5dfba"

    """#
}
