//! The forms of JSON documents: arrays, objects, and texts that hold one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

fn item_fits(form: &Form, value: &Value<'_>) -> bool {
    form.item.map_or(true, |item| fits(item, value))
}

/// Say whether a text is a document of a form, or has the form itself where that may be.
fn fits_json(form: &Form, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => match document_of(text) {
            Ok(document) => item_fits(form, &document),
            Err(NoDocument::TooDeep) => true,
            Err(NoDocument::Malformed) => form.or_text && item_fits(form, value),
        },
        _ => false,
    }
}

fn fits_array(form: &Form, value: &Value<'_>) -> bool {
    match value {
        Value::Array(parts) => {
            is_of_length(form, || parts.len()) && parts.iter().all(|part| item_fits(form, part))
        }
        _ => false,
    }
}

fn fits_tuple(form: &Form, value: &Value<'_>) -> bool {
    match value {
        Value::Array(parts) => {
            let mut pairs = form.forms.iter().zip(parts);
            parts.len() == form.forms.len() && pairs.all(|(each, part)| fits(each, part))
        }
        _ => false,
    }
}

fn fits_mapping(form: &Form, value: &Value<'_>) -> bool {
    let key_fits = |name: &str| {
        form.key
            .map_or(true, |key| fits(key, &Value::Text(Cow::from(name))))
    };
    match value {
        Value::Object(held) => {
            is_of_length(form, || held.len())
                && held
                    .iter()
                    .all(|(name, (_, part))| key_fits(name) && item_fits(form, part))
        }
        _ => false,
    }
}

/// Say whether a value is an object; of the names of a key the first that it has counts.
fn fits_object(form: &Form, value: &Value<'_>) -> bool {
    let given = match value {
        Value::Object(given) => given,
        _ => return false,
    };
    let spelled = |name: &str| {
        if form.any_case {
            name.to_lowercase()
        } else {
            name.to_owned()
        }
    };
    let mut held: BTreeMap<String, &(usize, Value<'_>)> = BTreeMap::new();
    for (name, part) in given {
        let latest = held.entry(spelled(name)).or_insert(part);
        if latest.0 < part.0 {
            *latest = part;
        }
    }
    let mut known = BTreeSet::new();
    for Key(names, of_key, is_required) in form.keys {
        let names: Vec<String> = names.iter().map(|name| spelled(name)).collect();
        let present = names.iter().find_map(|name| held.get(name));
        if present.map_or(*is_required, |(_, part)| !fits(of_key, part)) {
            return false;
        }
        known.extend(names);
    }
    !form.is_closed || held.keys().all(|name| known.contains(name))
}
