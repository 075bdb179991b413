//! Devices without a browser that wait for a person (RFC 8628).
//!
//! Both codes of a device are stored as hashes. When the person allows it, a grant is made whose code is
//! the device code, so that the device redeems it as an application redeems a code: once, on any node.

use connector_kit::Timestamp;
use oidc::device::{DeviceRequest, DeviceState, Polled, SLOWER};

use crate::columns::{bytes32, from_json, from_word, json, word};
use crate::{NewCode, Store, StoreError, grants};

/// A device that begins to wait.
#[derive(Clone, Copy, Debug)]
pub struct NewDevice<'a> {
    /// SHA-256 of the code that the device keeps.
    pub hash: [u8; 32],
    /// A keyed hash of the code that the person types, which is too short for a plain one.
    pub user_code_hash: [u8; 32],
    /// The application that it asks for.
    pub application_id: &'a str,
    /// What it asks for.
    pub request: &'a DeviceRequest,
    /// How many seconds it waits between two questions.
    pub interval: i64,
    /// Until when it waits.
    pub expires_at: Timestamp,
}

/// A device whose time is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDevice {
    /// SHA-256 of the code that the device keeps.
    pub hash: [u8; 32],
    /// The application that it asks for.
    pub application_id: String,
    /// What it asks for.
    pub request: DeviceRequest,
    /// What has been decided.
    pub state: DeviceState,
    /// Until when it waits.
    pub expires_at: Timestamp,
}

impl Store {
    /// Lets a device wait; `false` when another one has this user code.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn add_device(
        &self,
        device: &NewDevice<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let added = transaction!(self, |tx| {
            run!(
                tx,
                sql::ADD,
                &device.hash[..],
                &device.user_code_hash[..],
                device.application_id,
                json(device.request),
                word(&DeviceState::Waiting),
                device.interval,
                now.0,
                device.expires_at.0,
            )
        })?;
        Ok(added > 0)
    }

    /// The device of a user code, decided about or not.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn device(
        &self,
        user_code_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<StoredDevice>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::GET, &user_code_hash[..], now.0)?;
        row.map(|row| {
            Ok(StoredDevice {
                hash: bytes32("device_codes.hash", &row.hash)?,
                application_id: row.application_id,
                request: from_json("device_codes.request", &row.request)?,
                state: from_word("device_codes.state", &row.state)?,
                expires_at: Timestamp(row.expires_at),
            })
        })
        .transpose()
    }

    /// Gives a device what somebody allows it; `false` when it no longer waits. The code is that of the
    /// device.
    ///
    /// # Errors
    /// Fails when the database does, or the grant names no user and session of ours.
    pub async fn allow_device(
        &self,
        code: &NewCode<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let allowed = word(&DeviceState::Allowed);
            if run!(tx, sql::DECIDE, &code.hash[..], &allowed, now.0)? == 0 {
                return Ok(false);
            }
            grants::add(tx, code, None, now).await?;
            Ok(true)
        })
    }

    /// Notes that somebody refuses a device; `false` when it no longer waits.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn refuse_device(&self, hash: [u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        let refused = word(&DeviceState::Refused);
        transaction!(self, |tx| {
            Ok(run!(tx, sql::DECIDE, &hash[..], &refused, now.0)? > 0)
        })
    }

    /// Notes that a device of an application has asked, and says how it stands. One that asks too soon
    /// has to wait longer from then on.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn poll_device(
        &self,
        hash: [u8; 32],
        application_id: &str,
        now: Timestamp,
    ) -> Result<Option<Polled>, StoreError> {
        transaction!(self, |tx| {
            let slow = run!(tx, sql::SLOW_DOWN, &hash[..], application_id, now.0, SLOWER)?;
            let row = first!(
                (String, i64),
                tx,
                sql::POLL,
                &hash[..],
                application_id,
                now.0
            )?;
            row.map(|(state, expires_at)| {
                Ok(Polled {
                    state: from_word("device_codes.state", &state)?,
                    too_soon: slow > 0,
                    is_over: expires_at <= now.0,
                })
            })
            .transpose()
        })
    }
}

row!(Row {
    hash: Vec<u8>,
    application_id: String,
    request: String,
    state: String,
    expires_at: i64,
});

pub(crate) mod sql {
    statements! {
        ADD = "INSERT INTO device_codes (hash, user_code_hash, application_id, request, state,
                interval_seconds, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
        GET = "SELECT hash, application_id, request, state, expires_at FROM device_codes
            WHERE user_code_hash = $1 AND expires_at > $2";
        DECIDE = "UPDATE device_codes SET state = $2
            WHERE hash = $1 AND state = 'waiting' AND expires_at > $3";
        /// A second less is not too soon: answers travel at different speeds.
        SLOW_DOWN = "UPDATE device_codes SET interval_seconds = interval_seconds + $4
            WHERE hash = $1 AND application_id = $2 AND state = 'waiting'
                AND polled_at > $3 - (interval_seconds - 1) * 1000";
        POLL = "UPDATE device_codes SET polled_at = $3
            WHERE hash = $1 AND application_id = $2 RETURNING state, expires_at";
    }
}
