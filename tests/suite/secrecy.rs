//! Secrets hold against attacks: on the sample, on the real county, and one attack after the other.

use std::fs;

use drucksache::data;
use drucksache::definition::{self, Status};
use drucksache::disclosure::{self, Account, Figures};
use drucksache::plan::{self, Plan, Scope};
use drucksache::problem::Notes;

use crate::readers::real_data;
use crate::workspace::root;

/// A workspace measured and protected, with everything that it could show.
fn everything(folder: &std::path::Path) -> (Plan, Figures, Account) {
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(folder).unwrap(), &mut notes).unwrap();
    let measured = data::measure(&plan.cube, &mut notes).unwrap();
    let (figures, account) =
        disclosure::protect(&measured, &plan.cube, &Scope::everything(&plan.cube, Status::Public), &[]);
    (plan, figures, account)
}

#[test]
fn the_sample_holds_with_everything_it_could_show() {
    let (_, _, account) = everything(&root());
    let (primary, secondary) = account.by_kind();
    assert!(account.exposed.is_empty(), "{:?}", account.exposed);
    assert!(primary > 10, "{primary} primary, {secondary} secondary");
}

#[test]
fn the_real_county_holds_with_its_municipalities() {
    let Some(data) = real_data() else { return };
    let real = root().join("tests/real/segeberg");
    for minimum in [3, 5, 10] {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "areas.csv",
            "drucksache.toml",
            "indicator-sets/arbeit.toml",
            "indicator-sets/bevoelkerung.toml",
            "reports/gemeinden.toml",
            "reports/raeume.toml",
        ] {
            let target = folder.path().join(file);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            let text = fs::read_to_string(real.join(file)).unwrap();
            fs::write(target, text.replace("../../../../shared/data", data.to_str().unwrap())).unwrap();
        }
        let sources = fs::read_to_string(real.join("sources.toml")).unwrap();
        fs::write(folder.path().join("sources.toml"), sources.replace("minimum = 3", &format!("minimum = {minimum}")))
            .unwrap();
        let (_, _, account) = everything(folder.path());
        let (primary, secondary) = account.by_kind();
        assert!(primary >= 30 && secondary * 4 < primary, "{minimum}: {primary} primary, {secondary} secondary");
        assert!(account.exposed.is_empty(), "{minimum}: {:?}", account.exposed);
    }
}
