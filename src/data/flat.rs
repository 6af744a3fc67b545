//! Flat files with one number per row and fixed headings. Comes in: the header row. Goes out: the layout
//! of the flat files of GENESIS databases (the new one, whose headings are English in every language, and
//! the older one with a column per measure) and of INKAR.

use super::facts::Dimension;
use super::headings::ValueColumn;
use super::layout::{DimensionColumn, Layout};
use super::sheet::Row;

/// Name of the dimension that tells the variables of a group of columns apart, with the number of the group.
pub const VARIABLE: &str = "variable";

/// The layout of a flat file; `None` for all others.
pub fn layout(header: &Row) -> Option<Layout> {
    let names: Vec<String> = header.fields.iter().map(|name| name.to_lowercase()).collect();
    let at = |name: &str| names.iter().position(|other| other == name);
    let layout = Layout { first: header.line + 1, width: names.len(), ..Layout::default() };
    if let (Some(code), Some(key), Some(value)) = (at("kuerzel"), at("kennziffer"), at("wert")) {
        return Some(Layout {
            key: vec![key],
            name: at("name"),
            period: Some(at("zeitbezug")?),
            dimensions: vec![DimensionColumn {
                names: vec!["measure".to_owned(), "Kuerzel".to_owned()],
                code,
                label: at("indikator"),
                ..DimensionColumn::default()
            }],
            values: vec![ValueColumn { at: value, ..ValueColumn::default() }],
            ..layout
        });
    }
    genesis(&names, &header.fields, layout)
}

/// Groups of four columns: code and label of a variable, code and label of its value.
fn genesis(names: &[String], written: &[String], layout: Layout) -> Option<Layout> {
    const ENGLISH: [&str; 4] =
        ["variable_code", "variable_label", "variable_attribute_code", "variable_attribute_label"];
    const GERMAN: [&str; 4] = ["merkmal_code", "merkmal_label", "auspraegung_code", "auspraegung_label"];
    let at = |name: &str| names.iter().position(|other| other == name);
    let period = at("time").or_else(|| at("zeit"))?;
    at("time_code").or_else(|| at("zeit_code"))?;
    let mut dimensions = Vec::new();
    for group in 1.. {
        let column = |which: usize| {
            at(&format!("{group}_{}", ENGLISH[which])).or_else(|| at(&format!("{group}_{}", GERMAN[which])))
        };
        let (Some(name), Some(title), Some(code), Some(label)) = (column(0), column(1), column(2), column(3)) else {
            break;
        };
        // One variable may have several codes at different levels; then the code itself tells rows apart.
        let names = vec![format!("{VARIABLE}{group}")];
        dimensions.push(DimensionColumn { names, code: name, ..DimensionColumn::default() });
        dimensions.push(DimensionColumn {
            names: Vec::new(),
            name_columns: vec![name, title],
            code,
            label: Some(label),
        });
    }
    let mut layout = Layout { period: Some(period), unit: at("value_unit"), dimensions, ..layout };
    if let Some(value) = at("value") {
        let quality = at("value_q");
        layout.values.push(ValueColumn { at: value, quality, ..ValueColumn::default() });
        layout.dimensions.push(DimensionColumn {
            names: vec!["measure".to_owned()],
            name_columns: Vec::new(),
            code: at("value_variable_code")?,
            label: at("value_variable_label"),
        });
        return Some(layout);
    }
    // The older layout: `BEVSTD__Bevoelkerungsstand__Anzahl`, its marks in `BEVSTD__Bevoelkerungsstand__q`.
    let parts: Vec<Vec<&str>> = written.iter().map(|name| name.split("__").collect()).collect();
    for (column, part) in parts.iter().enumerate() {
        if let [code, label, unit] = part.as_slice()
            && *unit != "q"
        {
            let quality = parts.iter().position(|other| other.as_slice() == [*code, *label, "q"]);
            let (code, label, unit) = ((*code).to_owned(), label.replace('_', " "), unit.replace('_', " "));
            layout.values.push(ValueColumn { at: column, period: None, code, label, unit, quality, mark: "" });
        }
    }
    (!layout.values.is_empty()).then_some(layout)
}

/// True for dimensions of a flat file that tell nothing apart: the areas, which are keys, and variables that have
/// one code throughout.
pub fn is_needless(dimension: &Dimension) -> bool {
    let is_variable = dimension.names.first().is_some_and(|name| name.starts_with(VARIABLE));
    let mut codes = dimension.codes.texts();
    codes.len() == 1 && codes.next() == Some("")
        || is_variable && (dimension.codes.texts().len() < 2 || dimension.codes.texts().all(is_area_variable))
}

/// True for the variable by which a GENESIS table is broken down into areas.
pub fn is_area_variable(code: &str) -> bool {
    const AREAS: [&str; 12] = [
        "DINSG", "DLAND", "REGBEZ", "KREISE", "GEMEIN", "VERBGE", "SAMTGE", "VERWGE", "STADTT", "BEZIRK", "KREISF",
        "AEMTER",
    ];
    code.starts_with("GEO") || AREAS.iter().any(|known| code.starts_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Row {
        Row { line: 1, fields: text.split(';').map(str::to_owned).collect() }
    }

    #[test]
    fn the_older_layout_has_a_column_per_measure() {
        let text = "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;\
                    1_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl;BEVSTD__Bevoelkerungsstand__q;FL__Flaeche__qkm";
        let layout = layout(&header(text)).unwrap();
        assert_eq!(layout.period, Some(4));
        assert_eq!(layout.dimensions.len(), 2, "the variable and its value");
        let found: Vec<(&str, &str, Option<usize>)> =
            layout.values.iter().map(|value| (value.code.as_str(), value.unit.as_str(), value.quality)).collect();
        assert_eq!(found, [("BEVSTD", "Anzahl", Some(10)), ("FL", "qkm", None)]);
    }

    #[test]
    fn inkar_is_known_by_its_headings() {
        let text = "Bereich;ID;Kuerzel;Indikator;Raumbezug;Kennziffer;Name;Zeitbezug;Wert";
        let layout = layout(&header(text)).unwrap();
        assert_eq!((layout.key, layout.period, layout.values[0].at), (vec![5], Some(7), 8));
    }

    #[test]
    fn other_tables_are_not_flat_files() {
        assert!(layout(&header("schluessel;jahr;wert")).is_none());
        assert!(is_area_variable("KREISE") && is_area_variable("GEOGM4") && !is_area_variable("GES"));
    }
}
