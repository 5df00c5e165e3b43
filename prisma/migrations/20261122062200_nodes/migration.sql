-- CreateTable: unlogged, since what it says is noted again within seconds, and must cost nothing.
CREATE UNLOGGED TABLE "node" (
    "id" UUID NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "node_pkey" PRIMARY KEY ("id")
);
