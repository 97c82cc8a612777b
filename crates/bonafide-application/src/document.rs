//! What a file that came with an application says besides its words: its lineage, what is hidden
//! in it, its pictures.

use crate::{AttachmentRole, or_default};
use serde::{Deserialize, Serialize};

/// A file that was read, without its words, which are in the résumé.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its name, as given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// What the file is for, where the application says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<AttachmentRole>,
    /// What it is by its content: `pdf`, `docx`, `odt`, `rtf`, `html`, `markdown`, `text`, `image`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Which document it was made from, and with what.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "crate::is_default")]
    pub lineage: Lineage,
    /// What a reader of the page does not see.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Hidden>,
    /// Pictures in it, of the size of a portrait or more.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// Why it could not be read, in whole or in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Which document a file was made from, and with what. Languages of fonts and editors are not read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lineage {
    /// Program that wrote the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// Program in which the document was written. In Office documents: the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator_tool: Option<String>,
    /// Version of the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_version: Option<String>,
    /// Account by which the document was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Account by which it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified_by: Option<String>,
    /// Company to which the application is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Template from which the document was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Title in the properties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was made, as written, zone included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When it was last changed, as written, zone included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The part of the identifier that stays while the document changes, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permanent_id: Option<String>,
    /// The part of the identifier that changes at each save, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changing_id: Option<String>,
    /// XMP's identifier of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_id: Option<String>,
    /// XMP's identifier of this save.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// XMP's identifier of the ancestor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_id: Option<String>,
    /// How many times the file was added to after it was first written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updates: Option<u32>,
    /// Names of embedded parts of fonts, with their six-letter tags.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<String>,
    /// Identifier of the session in which the document was begun (`rsidRoot`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_session: Option<String>,
    /// Identifiers of all sessions in which it was changed (`rsid`s), in the order written.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<String>,
    /// How many times it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Minutes for which it was open for editing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editing_minutes: Option<u32>,
    /// Names of files inside, as they were called when they were put in.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub embedded: Vec<String>,
}

/// Something in a document that its reader does not see, or that is not meant for its reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hidden {
    /// How.
    pub how: Hiding,
    /// Page, counting from 1; 0 where the format has none.
    #[serde(default)]
    pub page: u32,
    /// What it says, cut where it is long.
    pub text: String,
}

/// How text stands in a document without being seen, or that it addresses somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hiding {
    /// In the color of what it stands on.
    PageColor,
    /// Too small to be read.
    TooSmall,
    /// Outside of the page.
    OffPage,
    /// Under a picture.
    BehindPicture,
    /// Marked as not to be shown.
    NotShown,
    /// In the properties of the file.
    Metadata,
    /// Characters that show nothing, within words or in numbers.
    InvisibleCharacters,
    /// Letters of one script in words of another.
    MixedScripts,
    /// Addresses a model or a screening program.
    AddressesReader,
}

/// A picture in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Page, counting from 1; 0 where the format has none.
    #[serde(default)]
    pub page: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Sixteen hexadecimal digits that stay almost the same when the picture is scaled or packed
    /// again; nothing of what it shows can be told from them.
    pub hash: String,
}
