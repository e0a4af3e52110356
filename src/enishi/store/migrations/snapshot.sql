CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0034');
CREATE TABLE audit_log (
	room CHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	at BIGINT NOT NULL,
	"by" CHAR(32) NOT NULL,
	kind VARCHAR(16) NOT NULL,
	member CHAR(32),
	value VARCHAR(16),
	CONSTRAINT fk_audit_log_by FOREIGN KEY("by") REFERENCES members (id),
	CONSTRAINT fk_audit_log_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT fk_audit_log_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_audit_log PRIMARY KEY (room, id)
);
CREATE TABLE blob_uses (
	hash BLOB NOT NULL,
	kind VARCHAR(64) NOT NULL,
	ref VARCHAR(128) NOT NULL,
	CONSTRAINT fk_blob_uses_hash FOREIGN KEY(hash) REFERENCES blobs (hash),
	CONSTRAINT pk_blob_uses PRIMARY KEY (hash, kind, ref)
);
CREATE TABLE blobs (
	hash BLOB NOT NULL,
	file CHAR(32) NOT NULL,
	size BIGINT NOT NULL,
	type VARCHAR(255) NOT NULL,
	made_at BIGINT NOT NULL,
	unused BOOLEAN NOT NULL,
	CONSTRAINT pk_blobs PRIMARY KEY (hash),
	CONSTRAINT uq_blobs_file UNIQUE (file)
);
CREATE TABLE blocks (
	"by" CHAR(32) NOT NULL,
	member CHAR(32) NOT NULL,
	since CHAR(32) NOT NULL,
	CONSTRAINT fk_blocks_by FOREIGN KEY("by") REFERENCES members (id),
	CONSTRAINT fk_blocks_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_blocks PRIMARY KEY ("by", member)
);
CREATE TABLE departures (
	member CHAR(32) NOT NULL,
	since BIGINT NOT NULL,
	CONSTRAINT fk_departures_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_departures PRIMARY KEY (member)
);
CREATE TABLE device_links (
	hash BLOB NOT NULL,
	member CHAR(32) NOT NULL,
	session CHAR(32) NOT NULL,
	room CHAR(32),
	expires_at BIGINT NOT NULL,
	CONSTRAINT fk_device_links_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_device_links PRIMARY KEY (hash)
);
CREATE TABLE dues (
	id CHAR(32) NOT NULL,
	kind VARCHAR(64) NOT NULL,
	ref VARCHAR(128) NOT NULL,
	room CHAR(32),
	at BIGINT NOT NULL,
	try_at BIGINT NOT NULL,
	tries INTEGER NOT NULL,
	done_at BIGINT,
	CONSTRAINT fk_dues_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_dues PRIMARY KEY (id)
);
CREATE TABLE glossary_changes (
	room CHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	made_by CHAR(32) NOT NULL,
	made_at BIGINT NOT NULL,
	"before" JSON NOT NULL,
	"after" JSON NOT NULL,
	CONSTRAINT fk_glossary_changes_made_by FOREIGN KEY(made_by) REFERENCES members (id),
	CONSTRAINT fk_glossary_changes_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_glossary_changes PRIMARY KEY (room, id)
);
CREATE TABLE glossary_locks (
	room CHAR(32) NOT NULL,
	locked_at BIGINT NOT NULL,
	CONSTRAINT fk_glossary_locks_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_glossary_locks PRIMARY KEY (room)
);
CREATE TABLE house_settings (
	name VARCHAR(64) NOT NULL,
	value VARCHAR(64) NOT NULL,
	CONSTRAINT pk_house_settings PRIMARY KEY (name)
);
CREATE TABLE "invites" (
	id CHAR(32) NOT NULL,
	hash BLOB NOT NULL,
	room CHAR(32) NOT NULL,
	host BOOLEAN NOT NULL,
	made_at BIGINT NOT NULL,
	made_by CHAR(32),
	expires_at BIGINT,
	uses_left INTEGER,
	revoked_at BIGINT,
	owner BOOLEAN NOT NULL,
	CONSTRAINT fk_invites_made_by FOREIGN KEY(made_by) REFERENCES members (id),
	CONSTRAINT fk_invites_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_invites PRIMARY KEY (room, id),
	CONSTRAINT uq_invites_hash UNIQUE (hash)
);
CREATE TABLE language_orders (
	language VARCHAR(35) NOT NULL,
	ordered_at BIGINT NOT NULL,
	CONSTRAINT pk_language_orders PRIMARY KEY (language)
);
CREATE TABLE leases (
	room CHAR(32) NOT NULL,
	message CHAR(32) NOT NULL,
	language VARCHAR(35) NOT NULL,
	"of" INTEGER NOT NULL,
	process CHAR(32) NOT NULL,
	until BIGINT NOT NULL,
	CONSTRAINT fk_leases_message FOREIGN KEY(room, message) REFERENCES messages (room, id),
	CONSTRAINT pk_leases PRIMARY KEY (room, message, language)
);
CREATE TABLE "members" (
	id CHAR(32) NOT NULL,
	name TEXT NOT NULL,
	language VARCHAR(35) NOT NULL,
	understands JSON NOT NULL,
	owner BOOLEAN NOT NULL,
	kind VARCHAR(16) NOT NULL,
	joined_at BIGINT NOT NULL, banned_at BIGINT, picture VARCHAR(64),
	CONSTRAINT pk_members PRIMARY KEY (id)
);
CREATE TABLE "memberships" (
	room CHAR(32) NOT NULL,
	member CHAR(32) NOT NULL,
	read INTEGER NOT NULL,
	role VARCHAR(16) NOT NULL,
	invite CHAR(32), wrote_at BIGINT, muted_until BIGINT, sees_after INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT fk_memberships_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT fk_memberships_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_memberships PRIMARY KEY (room, member)
);
CREATE TABLE "memory" (
	room CHAR(32) NOT NULL,
	source VARCHAR(35) NOT NULL,
	target VARCHAR(35) NOT NULL,
	"key" BLOB NOT NULL,
	text TEXT NOT NULL,
	translation TEXT NOT NULL,
	message CHAR(32),
	made_by CHAR(32) NOT NULL,
	made_at BIGINT NOT NULL,
	confirmed_by CHAR(32),
	CONSTRAINT fk_memory_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES members (id),
	CONSTRAINT fk_memory_made_by FOREIGN KEY(made_by) REFERENCES members (id),
	CONSTRAINT fk_memory_message FOREIGN KEY(room, message) REFERENCES messages (room, id),
	CONSTRAINT fk_memory_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_memory PRIMARY KEY (room, source, target, "key")
);
CREATE TABLE "messages" (
	id CHAR(32) NOT NULL,
	room CHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	author CHAR(32) NOT NULL,
	nonce VARCHAR(64) NOT NULL,
	language VARCHAR(35) NOT NULL,
	text TEXT NOT NULL,
	sent_at BIGINT NOT NULL,
	edited_at BIGINT,
	removed_at BIGINT,
	reply_to CHAR(32),
	spoken BOOLEAN DEFAULT 0 NOT NULL,
	CONSTRAINT fk_messages_author FOREIGN KEY(author) REFERENCES members (id),
	CONSTRAINT fk_messages_reply_to FOREIGN KEY(room, reply_to) REFERENCES messages (room, id),
	CONSTRAINT fk_messages_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_messages PRIMARY KEY (room, id),
	CONSTRAINT uq_messages_room_author_nonce UNIQUE (room, author, nonce),
	CONSTRAINT uq_messages_room_seq UNIQUE (room, seq)
);
CREATE TABLE passkey_challenges (
	hash BLOB NOT NULL,
	member CHAR(32),
	expires_at BIGINT NOT NULL,
	CONSTRAINT fk_passkey_challenges_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_passkey_challenges PRIMARY KEY (hash)
);
CREATE TABLE passkeys (
	id CHAR(32) NOT NULL,
	member CHAR(32) NOT NULL,
	credential BLOB NOT NULL,
	public_key BLOB NOT NULL,
	uses BIGINT NOT NULL,
	system VARCHAR(32),
	made_at BIGINT NOT NULL,
	used_at BIGINT,
	CONSTRAINT fk_passkeys_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_passkeys PRIMARY KEY (id),
	CONSTRAINT uq_passkeys_credential UNIQUE (credential)
);
CREATE TABLE pictures (
	member CHAR(32) NOT NULL,
	data BLOB NOT NULL,
	CONSTRAINT fk_pictures_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_pictures PRIMARY KEY (member)
);
CREATE TABLE profiles (
	member CHAR(32) NOT NULL,
	pronunciation TEXT NOT NULL,
	speaks JSON NOT NULL,
	saying TEXT NOT NULL,
	said_in VARCHAR(35),
	time_zone VARCHAR(64),
	place TEXT NOT NULL,
	CONSTRAINT fk_profiles_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_profiles PRIMARY KEY (member)
);
CREATE TABLE "questions" (
	message CHAR(32) NOT NULL,
	member CHAR(32) NOT NULL,
	room CHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	"of" INTEGER NOT NULL,
	language VARCHAR(35) NOT NULL,
	phrase TEXT,
	meaning TEXT,
	CONSTRAINT fk_questions_member_members FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT fk_questions_message FOREIGN KEY(room, message) REFERENCES messages (room, id),
	CONSTRAINT fk_questions_room_rooms FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_questions PRIMARY KEY (room, message, member),
	CONSTRAINT uq_questions_room_seq UNIQUE (room, seq)
);
CREATE TABLE reactions (
	room CHAR(32) NOT NULL,
	message CHAR(32) NOT NULL,
	member CHAR(32) NOT NULL,
	sign VARCHAR(64) NOT NULL,
	seq INTEGER NOT NULL,
	given BOOLEAN NOT NULL,
	CONSTRAINT fk_reactions_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT fk_reactions_message FOREIGN KEY(room, message) REFERENCES messages (room, id),
	CONSTRAINT pk_reactions PRIMARY KEY (room, message, member, sign),
	CONSTRAINT uq_reactions_room_seq UNIQUE (room, seq)
);
CREATE TABLE recovery_phrases (
	member CHAR(32) NOT NULL,
	hash BLOB NOT NULL,
	made_at BIGINT NOT NULL,
	CONSTRAINT fk_recovery_phrases_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_recovery_phrases PRIMARY KEY (member),
	CONSTRAINT uq_recovery_phrases_hash UNIQUE (hash)
);
CREATE TABLE reports (
	room CHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	message CHAR(32) NOT NULL,
	member CHAR(32),
	author CHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	at BIGINT NOT NULL,
	language VARCHAR(35) NOT NULL,
	text TEXT,
	read_in VARCHAR(35) NOT NULL,
	read TEXT,
	route JSON NOT NULL,
	corrected_by CHAR(32),
	outcome VARCHAR(16),
	CONSTRAINT fk_reports_author FOREIGN KEY(author) REFERENCES members (id),
	CONSTRAINT fk_reports_corrected_by FOREIGN KEY(corrected_by) REFERENCES members (id),
	CONSTRAINT fk_reports_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT fk_reports_message FOREIGN KEY(room, message) REFERENCES messages (room, id),
	CONSTRAINT fk_reports_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_reports PRIMARY KEY (room, id),
	CONSTRAINT uq_reports_room_seq UNIQUE (room, seq)
);
CREATE TABLE "rooms" (
	id CHAR(32) NOT NULL,
	title TEXT NOT NULL,
	last INTEGER NOT NULL,
	welcome BOOLEAN NOT NULL,
	made_at BIGINT NOT NULL,
	description TEXT NOT NULL,
	described_in VARCHAR(35),
	state VARCHAR(16) NOT NULL,
	writers VARCHAR(16) NOT NULL,
	inviters VARCHAR(16) NOT NULL,
	slow INTEGER NOT NULL,
	quiet BOOLEAN NOT NULL,
	renewed INTEGER DEFAULT '0' NOT NULL,
	newcomers BOOLEAN NOT NULL, from_joining BOOLEAN DEFAULT 0 NOT NULL, "between" VARCHAR(64),
	CONSTRAINT pk_rooms PRIMARY KEY (id)
);
CREATE TABLE search_progress (
	room CHAR(32) NOT NULL,
	upto INTEGER NOT NULL,
	CONSTRAINT fk_search_progress_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_search_progress PRIMARY KEY (room)
);
CREATE TABLE search_words (
	room CHAR(32) NOT NULL,
	language VARCHAR(35) NOT NULL,
	word VARCHAR(64) NOT NULL,
	said INTEGER NOT NULL,
	CONSTRAINT fk_search_words_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_search_words PRIMARY KEY (room, language, word, said)
);
CREATE TABLE "sessions" (
	hash BLOB NOT NULL,
	member CHAR(32) NOT NULL,
	seen_at BIGINT NOT NULL,
	begun_at BIGINT NOT NULL,
	id CHAR(32) NOT NULL,
	browser VARCHAR(32),
	system VARCHAR(32),
	CONSTRAINT fk_sessions_member FOREIGN KEY(member) REFERENCES members (id),
	CONSTRAINT pk_sessions PRIMARY KEY (hash),
	CONSTRAINT uq_sessions_id UNIQUE (id)
);
CREATE TABLE suggestions (
	id CHAR(32) NOT NULL,
	client BLOB NOT NULL,
	source VARCHAR(35) NOT NULL,
	target VARCHAR(35) NOT NULL,
	"key" BLOB NOT NULL,
	text TEXT NOT NULL,
	better TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	confirmed_by CHAR(32),
	CONSTRAINT fk_suggestions_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES members (id),
	CONSTRAINT pk_suggestions PRIMARY KEY (id),
	CONSTRAINT uq_suggestions_client_source_target_key UNIQUE (client, source, target, "key")
);
CREATE TABLE terms (
	room CHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	text TEXT NOT NULL,
	language VARCHAR(35),
	translations JSON NOT NULL,
	made_by CHAR(32) NOT NULL,
	made_at BIGINT NOT NULL,
	CONSTRAINT fk_terms_made_by_members FOREIGN KEY(made_by) REFERENCES members (id),
	CONSTRAINT fk_terms_room_rooms FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_terms PRIMARY KEY (room, id)
);
CREATE TABLE "translations" (
	message CHAR(32) NOT NULL,
	language VARCHAR(35) NOT NULL,
	room CHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	"of" INTEGER NOT NULL,
	text TEXT NOT NULL,
	route JSON NOT NULL,
	doubts JSON DEFAULT '[]' NOT NULL,
	corrected_by CHAR(32),
	corrected_at BIGINT,
	confirmed_by CHAR(32),
	terms JSON DEFAULT '[]' NOT NULL,
	CONSTRAINT fk_translations_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES members (id),
	CONSTRAINT fk_translations_corrected_by FOREIGN KEY(corrected_by) REFERENCES members (id),
	CONSTRAINT fk_translations_message FOREIGN KEY(room, message) REFERENCES messages (room, id),
	CONSTRAINT fk_translations_room FOREIGN KEY(room) REFERENCES rooms (id),
	CONSTRAINT pk_translations PRIMARY KEY (room, message, language),
	CONSTRAINT uq_translations_room_seq UNIQUE (room, seq)
);
CREATE INDEX ix_dues_done_at_try_at ON dues (done_at, try_at);
CREATE INDEX ix_dues_kind_ref ON dues (kind, ref);
CREATE INDEX ix_blobs_unused ON blobs (unused);
CREATE INDEX ix_blob_uses_kind_ref ON blob_uses (kind, ref);
CREATE INDEX ix_messages_room_changed ON messages (room, changed);
CREATE INDEX ix_memory_room_message ON memory (room, message);
CREATE INDEX ix_memberships_member ON memberships (member);
CREATE INDEX ix_sessions_member ON sessions (member);
CREATE INDEX ix_device_links_member ON device_links (member);
CREATE INDEX ix_passkeys_member ON passkeys (member);
CREATE INDEX ix_passkey_challenges_member ON passkey_challenges (member);
CREATE INDEX ix_suggestions_source_target_key ON suggestions (source, target, "key");
CREATE UNIQUE INDEX ix_rooms_between ON rooms ("between");
CREATE INDEX ix_blocks_member ON blocks (member);
CREATE INDEX ix_search_words_room_said_language ON search_words (room, said, language);
