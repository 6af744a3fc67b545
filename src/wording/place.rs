//! Names of places inside sentences: kinds of places have a gender, names do not. Comes in: the name of an area or of a
//! level as the county writes it. Goes out: the same behind „in", or as part of a word.

use crate::number::Language;

/// Kinds of places behind „im", as first word of a name.
const IM: [&str; 12] = [
    "Kreis",
    "Landkreis",
    "Amt",
    "Land",
    "Bund",
    "Bundesland",
    "Herzogtum",
    "Markt",
    "Flecken",
    "Bundesgebiet",
    "Regionalverband",
    "Saarland",
];

/// Last parts of a first word behind „im": „Planungsraum 3", „Rems-Murr-Kreis", „Stadtteil Mitte". No town ends like that.
const IM_ENDINGS: [&str; 8] = ["raum", "bezirk", "stadtteil", "ortsteil", "quartier", "viertel", "bereich", "kreis"];

/// Kinds of places behind „in der", as first word of a name.
const IN_DER: [&str; 14] = [
    "Stadt",
    "Hansestadt",
    "Landeshauptstadt",
    "Universitätsstadt",
    "Kreisstadt",
    "Gemeinde",
    "Samtgemeinde",
    "Verbandsgemeinde",
    "Verwaltungsgemeinschaft",
    "Region",
    "Städteregion",
    "Metropolregion",
    "Insel",
    "Bundesrepublik",
];

/// „In Holmau", „Im Kreis Holmau", „In der Stadt Holmau", „Im Märkischen Kreis".
pub fn at_place(area: &str, language: Language) -> String {
    let (first, rest) = area.split_once(' ').unwrap_or((area, ""));
    if language == Language::En {
        return format!("In {area}");
    }
    match (first, rest) {
        _ if IM.contains(&first) || IM_ENDINGS.iter().any(|ending| first.to_lowercase().ends_with(ending)) => {
            format!("Im {area}")
        }
        (_, "Kreis") => format!("Im {}n Kreis", first.strip_suffix('r').unwrap_or(first)),
        ("kreisfreie" | "Kreisfreie" | "große" | "Große", _) if rest.contains("tadt") => {
            format!("In der {first}n {rest}")
        }
        _ if IN_DER.contains(&first) => format!("In der {area}"),
        _ => format!("In {area}"),
    }
}

/// „in Holmau", „im Kreis Holmau": the same inside a sentence.
pub fn in_place(area: &str, language: Language) -> String {
    at_place(area, language).replacen('I', "i", 1)
}

/// „Kreiswert", „Landeswert": the value that all others are compared with, by the name of its level.
pub fn compared_value(level: &str, language: Language) -> String {
    match (language, level) {
        (Language::En, _) => format!("{level} value"),
        (Language::De, "Land" | "Bundesland" | "Bund") => format!("{level}eswert"),
        (Language::De, "Region") => "Regionswert".to_owned(),
        (Language::De, "Kreis" | "Landkreis" | "Stadt" | "Amt" | "Gemeinde" | "Samtgemeinde") => format!("{level}wert"),
        (Language::De, _) => "Vergleichswert".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_places_have_a_gender() {
        let german = |area| at_place(area, Language::De);
        for (area, expected) in [
            ("Holmau", "In Holmau"),
            ("Kreis Holmau", "Im Kreis Holmau"),
            ("Stadt Holmau", "In der Stadt Holmau"),
            ("Neustadt am Siel", "In Neustadt am Siel"),
            ("Rems-Murr-Kreis", "Im Rems-Murr-Kreis"),
            ("Bodenseekreis", "Im Bodenseekreis"),
            ("Märkischer Kreis", "Im Märkischen Kreis"),
            ("Planungsraum 3", "Im Planungsraum 3"),
            ("Landeshauptstadt Kiel", "In der Landeshauptstadt Kiel"),
            ("Kreisfreie Stadt Kiel", "In der Kreisfreien Stadt Kiel"),
            ("Kreis", "Im Kreis"),
            ("Land", "Im Land"),
        ] {
            assert_eq!(german(area), expected);
        }
        assert_eq!(in_place("Kreis Holmau", Language::En), "in Kreis Holmau");
        assert_eq!(compared_value("Land", Language::De), "Landeswert");
        assert_eq!(compared_value("kreisfreie Stadt", Language::De), "Vergleichswert");
    }
}
