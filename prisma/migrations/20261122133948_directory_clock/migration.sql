-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "directory_clock" INTEGER NOT NULL DEFAULT 0;
