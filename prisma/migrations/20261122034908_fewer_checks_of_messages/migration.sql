-- DropForeignKey
ALTER TABLE "message" DROP CONSTRAINT "message_author_id_fkey";

-- DropForeignKey
ALTER TABLE "message" DROP CONSTRAINT "message_workspace_id_fkey";
