-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'member', 'guest');

-- CreateEnum
CREATE TYPE "who_may" AS ENUM ('members', 'admins');

-- CreateEnum
CREATE TYPE "post_in_general" AS ENUM ('everyone', 'admins');

-- CreateEnum
CREATE TYPE "join_policy" AS ENUM ('invited', 'open');

-- CreateEnum
CREATE TYPE "conversation_kind" AS ENUM ('channel', 'dm');

-- CreateEnum
CREATE TYPE "notify" AS ENUM ('all', 'mentions', 'nothing');

-- CreateEnum
CREATE TYPE "message_kind" AS ENUM ('text', 'system', 'bot');

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "clock" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "icon" TEXT,
    "accent" TEXT NOT NULL DEFAULT '#0f766e',
    "create_channels" "who_may" NOT NULL DEFAULT 'members',
    "invite" "who_may" NOT NULL DEFAULT 'members',
    "post_in_general" "post_in_general" NOT NULL DEFAULT 'everyone',
    "join" "join_policy" NOT NULL DEFAULT 'invited',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tick" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL DEFAULT 'member',
    "display_name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "status_emoji" TEXT,
    "status_text" TEXT,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),
    "deactivated_at" TIMESTAMPTZ(3),
    "tick" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "token_hint" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'member',
    "email" TEXT,
    "channel_ids" UUID[],
    "uses" INTEGER NOT NULL DEFAULT 0,
    "max_uses" INTEGER,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" "conversation_kind" NOT NULL,
    "name" TEXT,
    "dm_key" TEXT,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "general" BOOLEAN NOT NULL DEFAULT false,
    "topic" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "last_message_at" TIMESTAMPTZ(3),
    "tick" INTEGER NOT NULL DEFAULT 0,
    "directory_tick" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "conversation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(3),
    "tick" INTEGER NOT NULL DEFAULT 0,
    "last_read_seq" INTEGER NOT NULL DEFAULT 0,
    "notify" "notify" NOT NULL DEFAULT 'all',
    "muted" BOOLEAN NOT NULL DEFAULT false,
    "starred" BOOLEAN NOT NULL DEFAULT false,
    "participation_tick" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("conversation_id","member_id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" "message_kind" NOT NULL DEFAULT 'text',
    "text" TEXT NOT NULL,
    "system" JSONB,
    "fingerprint" TEXT NOT NULL,
    "mentioned_user_ids" UUID[],
    "mentions_everyone" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "tick" INTEGER NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "target_kind" TEXT,
    "target_id" TEXT,
    "target_name" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE INDEX "member_workspace_id_display_name_user_id_idx" ON "member"("workspace_id", "display_name", "user_id");

-- CreateIndex
CREATE INDEX "member_workspace_id_name_key_idx" ON "member"("workspace_id", "name_key");

-- CreateIndex
CREATE INDEX "member_workspace_id_tick_idx" ON "member"("workspace_id", "tick");

-- CreateIndex
CREATE UNIQUE INDEX "member_workspace_id_user_id_key" ON "member"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE INDEX "invite_workspace_id_created_at_id_idx" ON "invite"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "conversation_workspace_id_directory_tick_idx" ON "conversation"("workspace_id", "directory_tick");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_workspace_id_name_key" ON "conversation"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_workspace_id_dm_key_key" ON "conversation"("workspace_id", "dm_key");

-- CreateIndex
CREATE INDEX "participant_member_id_participation_tick_idx" ON "participant"("member_id", "participation_tick");

-- CreateIndex
CREATE INDEX "participant_conversation_id_tick_idx" ON "participant"("conversation_id", "tick");

-- CreateIndex
CREATE UNIQUE INDEX "participant_conversation_id_user_id_key" ON "participant"("conversation_id", "user_id");

-- CreateIndex
CREATE INDEX "message_conversation_id_tick_idx" ON "message"("conversation_id", "tick");

-- CreateIndex
CREATE INDEX "message_workspace_id_created_at_idx" ON "message"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_conversation_id_seq_key" ON "message"("conversation_id", "seq");

-- CreateIndex
CREATE INDEX "mention_user_id_conversation_id_seq_idx" ON "mention"("user_id", "conversation_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_at_id_idx" ON "audit_entry"("workspace_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_action_at_idx" ON "audit_entry"("workspace_id", "action", "at");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_actor_id_at_idx" ON "audit_entry"("workspace_id", "actor_id", "at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say: the rules that hold for every row.
ALTER TABLE "installation" ADD CONSTRAINT "installation_is_one" CHECK (id = 1);
INSERT INTO "installation" (id, epoch) VALUES (1, gen_random_uuid());

ALTER TABLE "room" ADD CONSTRAINT "room_clock_counts_up" CHECK (clock >= 0);
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_accent_form" CHECK (accent ~ '^#[0-9a-f]{6}$');
ALTER TABLE "user" ADD CONSTRAINT "user_email_is_lower" CHECK (email = lower(email));

ALTER TABLE "conversation" ADD CONSTRAINT "conversation_is_named_by_kind" CHECK (
  (kind = 'channel' AND name IS NOT NULL AND dm_key IS NULL)
  OR (kind = 'dm' AND name IS NULL AND dm_key IS NOT NULL AND private AND NOT general AND archived_at IS NULL)
);
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_general_is_open" CHECK (NOT general OR (NOT private AND archived_at IS NULL));
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_counts" CHECK (member_count >= 0 AND last_seq >= 0);
CREATE UNIQUE INDEX "conversation_one_general" ON "conversation" (workspace_id) WHERE general;

ALTER TABLE "participant" ADD CONSTRAINT "participant_read_position" CHECK (last_read_seq >= 0);
ALTER TABLE "message" ADD CONSTRAINT "message_seq_counts_up" CHECK (seq > 0);
ALTER TABLE "message" ADD CONSTRAINT "message_tombstone_is_empty" CHECK (deleted_at IS NULL OR text = '');
ALTER TABLE "message" ADD CONSTRAINT "message_system_is_told" CHECK ((kind = 'system') = (system IS NOT NULL));
ALTER TABLE "invite" ADD CONSTRAINT "invite_uses" CHECK (uses >= 0 AND (max_uses IS NULL OR uses <= max_uses));
ALTER TABLE "invite" ADD CONSTRAINT "invite_never_makes_owners" CHECK (role <> 'owner');
