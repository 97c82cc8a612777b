//! What made assessments: kept once, and named by a number in each of them.

use crate::{Error, Transaction, Versions, database::Value};

impl Transaction<'_> {
    /// The number of what makes assessments now.
    pub(crate) fn maker(&mut self, versions: &Versions) -> Result<i64, Error> {
        if let Some((known, maker)) = &self.maker
            && known == versions
        {
            return Ok(*maker);
        }
        let Versions { program, weights, lists, policy } = versions;
        let mut values: Vec<Value> =
            [program, weights, lists, policy].map(|version| version.as_str().into()).to_vec();
        let known = self.database.row(
            "SELECT maker FROM makers \
             WHERE program = $1 AND weights = $2 AND lists = $3 AND policy = $4",
            &values,
        )?;
        let maker = if let Some(row) = known {
            row[0].number()
        } else {
            let last = self.database.row("SELECT max(maker) FROM makers", &[])?;
            let maker = last.and_then(|row| row[0].number_if_any()).unwrap_or(0) + 1;
            values.push(maker.into());
            self.database.change(
                "INSERT INTO makers (program, weights, lists, policy, maker) \
                     VALUES ($1, $2, $3, $4, $5)",
                &values,
            )?;
            maker
        };
        self.maker = Some((versions.clone(), maker));
        Ok(maker)
    }
}
